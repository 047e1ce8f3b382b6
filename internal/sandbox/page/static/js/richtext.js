// rich_text blocks: what Slack's own editor writes, and bots may.

import { h } from './dom.js';
import { link, userMention, channelMention, groupMention, broadcast } from './mrkdwn.js';
import { slackDate } from './dates.js';
import { glyph } from './emoji.js';

const PARTS = {
  rich_text_section: (p, reader) => h('div', { class: 'rich-section' }, inline(p, reader)),
  rich_text_preformatted: (p, reader) => h('pre', {}, inline(p, reader)),
  rich_text_quote: (p, reader) => h('blockquote', {}, inline(p, reader)),
  rich_text_list: list,
};

/** richText renders a rich_text block or a table cell of that type. */
export function richText(block, reader) {
  return (block.elements ?? []).map((part) => PARTS[part.type]?.(part, reader) ?? inlineOne(part, reader));
}

function list(part, reader) {
  const ordered = part.style === 'ordered';
  const indent = Math.min(Number(part.indent) || 0, 8);
  return h(
    ordered ? 'ol' : 'ul',
    { class: `rich-list indent-${indent}`, start: ordered && part.offset ? part.offset + 1 : null },
    (part.elements ?? []).map((item) => h('li', {}, inline(item, reader))),
  );
}

function inline(part, reader) {
  return (part.elements ?? []).map((e) => inlineOne(e, reader));
}

const INLINE = {
  text: (e) => document.createTextNode(e.text ?? ''),
  link: (e) => link(e.url ?? '', e.text ?? e.url ?? ''),
  emoji: (e) => document.createTextNode(glyph(e.name) ?? `:${e.name}:`),
  user: (e, reader) => userMention(e.user_id, reader),
  channel: (e, reader) => channelMention(e.channel_id, reader),
  usergroup: (e, reader) => groupMention(e.usergroup_id, reader),
  broadcast: (e) => broadcast(e.range),
  color: (e) => document.createTextNode(e.value ?? ''),
  date: (e, reader) =>
    h('time', { title: e.fallback ?? '' }, slackDate(e.timestamp, e.format ?? '', reader) ?? e.fallback ?? ''),
};

const STYLES = { code: 'code', bold: 'strong', italic: 'em', strike: 's', underline: 'u' };

function inlineOne(e, reader) {
  let node = INLINE[e.type]?.(e, reader) ?? document.createTextNode(e.text ?? '');
  for (const [style, tag] of Object.entries(STYLES)) if (e.style?.[style]) node = h(tag, {}, node);
  return node;
}

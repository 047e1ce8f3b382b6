// Slack's mrkdwn as nodes (docs.slack.dev, "Formatting message text").

import { h, append, fragment } from './dom.js';
import { slackDate } from './dates.js';
import { emojify } from './emoji.js';

const STYLES = { '*': 'strong', _: 'em', '~': 's' };
const DEPTH = 8; // spans inside spans; deeper is left as typed
const SPAN = 3000; // characters searched for a span's end, so that a wall of asterisks stays cheap
const WORD = /[\p{L}\p{N}]/u;

/** unescape undoes the three entities Slack escapes. */
export function unescape(text) {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

/** plain renders a plain_text object: emoji, and nothing else. */
export function plain(object) {
  if (!object) return '';
  const text = unescape(object.text ?? '');
  return object.emoji === false ? text : emojify(text);
}

/** textObject renders a plain_text or mrkdwn object. */
export function textObject(object, reader) {
  if (!object) return fragment();
  if (object.type !== 'mrkdwn') return h('span', { class: 'plain' }, plain(object));
  return h('span', { class: 'mrkdwn' }, mrkdwn(object.text ?? '', reader, { verbatim: object.verbatim }));
}

/** mrkdwn renders marked-up text; with verbatim, bare addresses are no links. */
export function mrkdwn(text, reader, { verbatim = false } = {}) {
  const out = fragment();
  const fence = /```\n?([\s\S]*?)\n?```/g;
  let from = 0;
  for (const hit of text.matchAll(fence)) {
    append(out, lines(text.slice(from, hit.index), reader, verbatim));
    append(out, h('pre', {}, unescape(hit[1])));
    from = hit.index + hit[0].length;
  }
  return append(out, lines(text.slice(from), reader, verbatim));
}

/** lines puts runs of quoted lines into blockquotes. */
function lines(text, reader, verbatim) {
  const rest = /^(?:&gt;|>){3}/m.exec(text);
  if (rest) {
    return [
      lines(text.slice(0, rest.index), reader, verbatim),
      h('blockquote', {}, inline(text.slice(rest.index + rest[0].length).trimStart(), { reader, verbatim }, 0)),
    ];
  }
  return text.split(/((?:^(?:&gt;|>).*(?:\n|$))+)/m).map((part) => {
    if (!/^(?:&gt;|>)/.test(part)) return inline(part, { reader, verbatim }, 0);
    const inner = part.replace(/\n$/, '').replace(/^(?:&gt;|>) ?/gm, '');
    return h('blockquote', {}, inline(inner, { reader, verbatim }, 0));
  });
}

function inline(text, env, depth) {
  const out = [];
  let from = 0;
  for (let i = 0; i < text.length;) {
    const hit = spanAt(text, i, env, depth);
    if (!hit) {
      i += 1;
      continue;
    }
    if (i > from) out.push(emojify(unescape(text.slice(from, i))));
    out.push(hit.node);
    i += hit.length;
    from = i;
  }
  if (from < text.length) out.push(emojify(unescape(text.slice(from))));
  return out;
}

/** spanAt reads what begins at i: an entity, code, a style, a bare address; null when it is mere text. */
function spanAt(text, i, env, depth) {
  const c = text[i];
  if (c === '<') return entityAt(text, i, env);
  if (c === '`') return codeAt(text, i);
  if (c in STYLES && depth < DEPTH) return styleAt(text, i, env, depth);
  if (c === 'h' && !env.verbatim) return addressAt(text, i);
  return null;
}

function codeAt(text, i) {
  const m = /^`([^`\n]+)`/.exec(text.slice(i, i + SPAN));
  return m && { node: h('code', {}, unescape(m[1])), length: m[0].length };
}

function styleAt(text, i, env, depth) {
  const mark = text[i];
  if (i > 0 && (WORD.test(text[i - 1]) || text[i - 1] === mark)) return null;
  const end = closing(text, i, mark);
  if (end < 0) return null;
  return { node: h(STYLES[mark], {}, inline(text.slice(i + 1, end), env, depth + 1)), length: end + 1 - i };
}

/** closing finds the mark that ends a span, stepping over entities and code. */
function closing(text, i, mark) {
  const limit = Math.min(text.length, i + SPAN);
  if (/\s/.test(text[i + 1] ?? ' ') || text[i + 1] === mark) return -1;
  for (let j = i + 1; j < limit && text[j] !== '\n'; j += 1) {
    const pair = { '<': '>', '`': '`' }[text[j]];
    const skip = pair ? text.indexOf(pair, j + 1) : -1;
    if (skip > 0) {
      j = skip;
      continue;
    }
    if (text[j] === mark && !/\s/.test(text[j - 1]) && !WORD.test(text[j + 1] ?? '')) return j;
  }
  return -1;
}

function addressAt(text, i) {
  if (i > 0 && WORD.test(text[i - 1])) return null;
  const m = /^https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)"'\]]/.exec(text.slice(i, i + SPAN));
  return m && { node: link(unescape(m[0]), unescape(m[0])), length: m[0].length };
}

function entityAt(text, i, env) {
  const m = /^<([^<>\n]+)>/.exec(text.slice(i, i + SPAN));
  return m && { node: entity(m[1], env.reader), length: m[0].length };
}

/** entity renders the inside of <…>. */
function entity(body, reader) {
  const bar = body.indexOf('|');
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? null : unescape(body.slice(bar + 1));
  if (target.startsWith('@')) return userMention(target.slice(1), reader, label);
  if (target.startsWith('#')) return channelMention(target.slice(1), reader, label);
  if (target.startsWith('!')) return special(target.slice(1), label, reader);
  if (!isAddress(unescape(target))) return document.createTextNode(unescape(`<${body}>`));
  return link(unescape(target), label === null ? unescape(target) : emojify(label));
}

function isAddress(text) {
  return /^(https?:\/\/|mailto:|tel:)/i.test(text);
}

/** link makes an outside link; an address that is no web or mail address stays text. */
export function link(address, label) {
  if (!isAddress(address)) return document.createTextNode(label);
  const text = label.replace(/^(mailto|tel):/i, '');
  return h('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, text);
}

export function userMention(id, reader, label = null) {
  const mine = id === reader.me ? ' mention-me' : '';
  return h('span', { class: `mention${mine}`, data: { user: id } }, `@${reader.people.name(id, label)}`);
}

export function channelMention(id, reader, label = null) {
  const name = reader.people.channelName(id) ?? label ?? id;
  return h('a', { class: 'mention', href: `#channel=${encodeURIComponent(id)}` }, `#${name}`);
}

export function groupMention(id, reader, label = null) {
  return h('span', { class: 'mention' }, reader.people.groupName(id) ?? label ?? `@${id}`);
}

export function broadcast(range) {
  return h('span', { class: 'mention mention-me' }, `@${range}`);
}

function special(body, label, reader) {
  const [kind, ...rest] = body.split('^');
  if (['here', 'channel', 'everyone'].includes(kind)) return broadcast(kind);
  if (kind === 'subteam') return groupMention(rest[0], reader, label);
  if (kind === 'date') return dateEntity(rest, label, reader);
  return document.createTextNode(label ?? `<!${unescape(body)}>`);
}

function dateEntity([unix, pattern, address], fallback, reader) {
  const text = slackDate(Number(unix), unescape(pattern ?? ''), reader) ?? fallback ?? '';
  return address ? link(unescape(address), text) : h('time', { title: fallback ?? '' }, text);
}

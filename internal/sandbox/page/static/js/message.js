// One message, as a row.

import { h, icon, fragment } from './dom.js';
import { mrkdwn } from './mrkdwn.js';
import { renderBlocks } from './blocks.js';
import { attachment } from './files.js';
import { fromTs, time, fullTime } from './dates.js';

/**
 * messageRow renders a message. `how` says: compact (same writer just before),
 * parent (the message whose thread it answers), surface (for its blocks),
 * onReply, onDismiss, onShortcut (functions, or none).
 */
export function messageRow(message, reader, how) {
  const { t } = reader;
  const hidden = message.ephemeral_to ? ' message-ephemeral' : '';
  const compact = how.compact ? ' message-compact' : '';
  const thread = how.parent !== undefined ? ' message-reply' : '';
  return h(
    'article',
    {
      class: `message${hidden}${compact}${thread}`,
      data: {
        testid: 'message',
        ts: message.ts,
        user: message.user ?? '',
        ...(message.ephemeral_to && { ephemeral: message.ephemeral_to }),
      },
      'aria-label': `${writer(message, reader)}, ${time(fromTs(message.ts), reader)}`,
    },
    h(
      'div',
      { class: 'message-gutter' },
      how.compact ? stamp(message, reader) : reader.people.avatar(message.user ?? ''),
    ),
    h(
      'div',
      { class: 'message-main' },
      message.ephemeral_to &&
        h(
          'div',
          { class: 'message-note' },
          icon('eye'),
          t('onlyYou'),
          how.onDismiss && [
            ' · ',
            h('button', { type: 'button', class: 'button-link', on: { click: how.onDismiss } }, t('dismiss')),
          ],
        ),
      how.parent !== undefined &&
        h(
          'div',
          { class: 'message-note' },
          icon('reply'),
          t('inThread', { name: how.parent ? writer(how.parent, reader) : t('moved') }),
        ),
      !how.compact && heading(message, reader),
      body(message, reader, how),
      h('p', { class: 'message-warning', role: 'alert', hidden: true, data: { testid: 'message-warning' } }),
    ),
    tools(message, reader, how),
  );
}

function writer(message, reader) {
  return message.username || reader.people.name(message.user ?? '', message.username ?? 'Slackbot');
}

function heading(message, reader) {
  return h(
    'div',
    { class: 'message-head' },
    h('strong', { class: 'message-writer' }, writer(message, reader)),
    reader.people.isBot(message.user) && h('span', { class: 'badge' }, reader.t('app')),
    ' ',
    stamp(message, reader),
  );
}

function stamp(message, reader) {
  const date = fromTs(message.ts);
  return h(
    'time',
    { class: 'message-time', datetime: date.toISOString(), title: fullTime(date, reader) },
    time(date, reader),
  );
}

function body(message, reader, how) {
  const edited = message.edited && h('span', { class: 'message-edited' }, ` ${reader.t('edited')}`);
  const blocks = message.blocks?.length > 0;
  return fragment(
    blocks
      ? h('div', { class: 'message-blocks' }, renderBlocks(message.blocks, how.surface), edited)
      : message.text && h('div', { class: 'message-text mrkdwn' }, mrkdwn(message.text, reader), edited),
    (message.attachments ?? []).map((a) => legacy(a, reader, how)),
    message.files?.length > 0 &&
      h(
        'div',
        { class: 'message-files' },
        message.files.map((f) => attachment(f, reader)),
      ),
    reactions(message, reader),
  );
}

/** legacy renders the old attachments: a coloured bar beside text or blocks. */
function legacy(a, reader, how) {
  return h(
    'div',
    { class: 'message-attachment' },
    a.blocks
      ? renderBlocks(a.blocks, how.surface)
      : h('div', { class: 'mrkdwn' }, mrkdwn([a.pretext, a.title, a.text].filter(Boolean).join('\n'), reader)),
  );
}

function reactions(message, reader) {
  if (!message.reactions?.length) return null;
  return h(
    'div',
    { class: 'reactions' },
    message.reactions.map((r) =>
      h(
        'span',
        { class: 'reaction', title: (r.users ?? []).map((id) => reader.people.name(id)).join(', ') },
        mrkdwn(`:${r.name}:`, reader),
        ` ${r.count ?? r.users?.length ?? 1}`,
      ),
    ),
  );
}

function tools(message, reader, { onReply, onShortcut }) {
  if (message.ephemeral_to || (!onReply && !onShortcut)) return null;
  const { t } = reader;
  return h(
    'div',
    { class: 'message-tools' },
    onReply &&
      h(
        'button',
        { type: 'button', class: 'button-icon', 'aria-label': t('reply'), title: t('reply'), on: { click: onReply } },
        icon('reply'),
      ),
    onShortcut &&
      h(
        'button',
        {
          type: 'button',
          class: 'button-icon',
          'aria-label': t('moreActions'),
          title: t('moreActions'),
          'aria-haspopup': 'listbox',
          data: { testid: 'message-shortcuts' },
          on: { click: (event) => onShortcut(event.currentTarget) },
        },
        icon('more'),
      ),
  );
}

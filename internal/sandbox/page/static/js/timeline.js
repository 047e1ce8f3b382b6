// The messages of the channel one is in.

import { h } from './dom.js';
import * as api from './api.js';
import { latest } from './session.js';
import { Form } from './form.js';
import { messageRow } from './message.js';
import { sendAction, suggestOptions } from './actions.js';
import { offerShortcuts, shortcutsOf } from './shortcuts.js';
import { notice } from './notice.js';
import { dayKey, fromTs, longDate, pretty } from './dates.js';

const GROUPED_SECONDS = 300; // messages of one writer this close stand under one name
const NEAR_END = 120; // pixels

export class Timeline {
  constructor(session, { onReply, onRead }) {
    Object.assign(this, { session, onReply, onRead });
    this.list = h('div', { class: 'timeline-list', role: 'log', 'aria-live': 'polite', data: { testid: 'messages' } });
    this.more = h('button', {
      type: 'button',
      class: 'timeline-more',
      hidden: true,
      on: { click: () => this.toEnd() },
    });
    this.scroller = h('div', { class: 'timeline', tabindex: '0', on: { scroll: () => this.scrolled() } }, this.list);
    this.node = h('div', { class: 'timeline-frame' }, this.scroller, this.more);
    this.pinned = true; // at the end, and to stay there whatever grows
    const sizes = new ResizeObserver(() => {
      if (this.pinned) this.toEnd();
    });
    sizes.observe(this.list);
    sizes.observe(this.scroller);
    this.refresh = latest(() => this.load());
    this.own = []; // lines only this page knows, such as a command's timeout
    this.dismissed = new Set();
    this.reset();
  }

  /** reset forgets the rows: another channel or person is looked at. */
  reset() {
    this.rows = new Map();
    this.key = null;
    this.list.replaceChildren(h('p', { class: 'timeline-empty' }, this.session.t('loading')));
    this.more.hidden = true;
    this.more.textContent = this.session.t('newMessages');
  }

  async load() {
    const { me, place, channel } = this.session;
    const key = `${me} ${channel}`;
    try {
      const messages = place ? await api.messages({ channel: place.id, user: me }) : [];
      if (key !== `${this.session.me} ${this.session.channel}`) return; // one has moved on meanwhile
      this.show(messages, key);
    } catch (error) {
      notice(this.session.t('failed', { reason: error.message }));
    }
  }

  show(messages, key) {
    const fresh = this.key !== key;
    const stay = fresh || this.pinned;
    const before = this.list.querySelectorAll('.message').length;
    this.key = key;
    this.messages = [...messages, ...this.own.filter((m) => m.key === key)]
      .filter((m) => !this.dismissed.has(m.ts))
      .sort((a, b) => Number(a.ts) - Number(b.ts));
    this.draw();
    if (stay) this.toEnd();
    else if (this.messages.length > before) this.more.hidden = false;
    const last = messages.at(-1);
    if (last) this.onRead(last.channel ?? this.session.place.id, last.ts);
  }

  draw() {
    const { reader } = this.session;
    const kept = new Map();
    const nodes = [];
    const byTs = new Map(this.messages.map((m) => [m.ts, m]));
    this.messages.forEach((message, i) => {
      const previous = this.messages[i - 1];
      const newDay = !previous || this.day(previous) !== this.day(message);
      if (newDay) {
        const day = this.divider(message);
        kept.set(day.stamp, day);
        nodes.push(day.node);
      }
      const row = this.row(message, { compact: !newDay && follows(message, previous), byTs, reader });
      kept.set(message.ts, row);
      nodes.push(row.node);
    });
    this.rows = kept;
    if (!nodes.length) nodes.push(h('p', { class: 'timeline-empty' }, reader.t('emptyChannel')));
    keepFocus(this.list, () => reconcile(this.list, nodes));
  }

  day(message) {
    return dayKey(fromTs(message.ts), this.session.reader.tz);
  }

  divider(message) {
    const { reader } = this.session;
    const date = fromTs(message.ts);
    const near = pretty(date, this.session.now, reader);
    const text = near ? `${near} · ${longDate(date, reader)}` : longDate(date, reader);
    const stamp = `day ${text}`;
    return (
      this.rows.get(stamp) ?? {
        stamp,
        node: h('div', { class: 'day', role: 'separator', 'aria-label': text }, h('span', {}, text)),
      }
    );
  }

  /** row keeps the node of a message that has not changed, with what is typed in it. */
  row(message, { compact, byTs, reader }) {
    const reply = message.thread_ts && message.thread_ts !== message.ts;
    const stamp = JSON.stringify([message, compact, reader.locale]);
    const old = this.rows.get(message.ts);
    if (old?.stamp === stamp) return old;
    const form = old?.form ?? new Form();
    form.seed(message.blocks);
    const surface = { reader, form };
    const how = {
      compact,
      surface,
      parent: reply ? (byTs.get(message.thread_ts) ?? null) : undefined,
      onReply: message.local ? null : () => this.onReply(byTs.get(message.thread_ts) ?? message),
      onDismiss: () => {
        this.dismissed.add(message.ts);
        this.own = this.own.filter((m) => m !== message);
        this.refresh();
      },
      onShortcut:
        shortcutsOf(this.session, 'message').length && !message.local
          ? (anchor) => offerShortcuts(this.session, anchor, 'message', { channel: message.channel, ts: message.ts })
          : null,
    };
    const node = messageRow(message, reader, how);
    const where = { channel: message.channel, ts: message.ts };
    surface.act = (block, e, value) =>
      sendAction(this.session, where, { block, e, value, form }, (sentence) => warn(node, sentence));
    surface.suggest = (block, e, word) => suggestOptions(this.session, where, { block, e }, word);
    return { stamp, node, form };
  }

  /** tell adds a line only this person sees, as Slackbot does when a command fails. */
  tell(text) {
    const last = Number(this.messages?.at(-1)?.ts ?? 0);
    const ts = Math.max(this.session.now.getTime() / 1000, last).toFixed(6);
    this.own.push({
      ts,
      text,
      user: 'USLACKBOT',
      username: 'Slackbot',
      ephemeral_to: this.session.me,
      local: true,
      key: `${this.session.me} ${this.session.channel}`,
    });
    return this.refresh();
  }

  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.pinned = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (this.pinned) this.more.hidden = true;
  }

  toEnd() {
    this.pinned = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.more.hidden = true;
  }
}

function warn(node, sentence) {
  const line = node.querySelector('.message-warning');
  line.textContent = sentence;
  line.hidden = !sentence;
}

function follows(message, previous) {
  return (
    previous?.user === message.user &&
    previous?.username === message.username &&
    !message.ephemeral_to &&
    !previous.ephemeral_to &&
    (previous.thread_ts ?? '') === (message.thread_ts ?? '') &&
    Number(message.ts) - Number(previous.ts) < GROUPED_SECONDS
  );
}

/** keepFocus gives the focus back to the same control of a message that was drawn anew, else to its first one. */
function keepFocus(list, draw) {
  const held = list.contains(document.activeElement) ? document.activeElement : null;
  const ts = held?.closest('.message')?.dataset.ts;
  draw();
  if (!ts || list.contains(held)) return;
  const row = list.querySelector(`[data-ts="${ts}"] .message-main`);
  const again = held.dataset.actionId && row?.querySelector(`[data-action-id="${CSS.escape(held.dataset.actionId)}"]`);
  (again || row?.querySelector('button, input, a'))?.focus({ preventScroll: true });
}

/** reconcile puts the nodes in order, touching only those out of place, so that focus and selection stay. */
function reconcile(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, i) => {
    if (parent.childNodes[i] !== node) parent.insertBefore(node, parent.childNodes[i] ?? null);
  });
}

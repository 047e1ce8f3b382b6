// Where one writes: messages, slash commands, files.

import { h, append, icon } from './dom.js';
import * as api from './api.js';
import { Completion } from './complete.js';
import { offerShortcuts, shortcutsOf } from './shortcuts.js';

export class Composer {
  /** tell(text) shows a line only the writer sees; onSent is called when something has gone out. */
  constructor(session, { tell, onSent }) {
    Object.assign(this, { session, tell, onSent });
    this.drafts = new Map();
    this.files = [];
    this.thread = null;
    this.input = h('textarea', {
      class: 'composer-input',
      rows: 1,
      data: { testid: 'composer' },
      autocomplete: 'off',
      on: { input: () => this.typed(), keydown: (e) => this.key(e), paste: (e) => this.take(e.clipboardData.files, e) },
    });
    this.completion = new Completion(this.input, session);
    this.picker = h('input', {
      type: 'file',
      class: 'unseen',
      multiple: true,
      tabindex: '-1',
      data: { testid: 'file-input' },
      on: {
        change: () => {
          this.take(this.picker.files);
          this.picker.value = '';
        },
      },
    });
    this.node = h('form', {
      class: 'composer',
      on: {
        submit: (e) => {
          e.preventDefault();
          this.send();
        },
      },
    });
  }

  get slot() {
    return `${this.session.me} ${this.session.channel}`;
  }

  /** draw shows the composer of the present channel with its draft. */
  draw() {
    const { session } = this;
    const { t, place } = session;
    const name = this.target();
    this.thread = null;
    this.files = [];
    if (place?.archived) {
      this.node.replaceChildren(h('p', { class: 'composer-closed' }, t('archived')));
      return;
    }
    this.input.placeholder = t('placeholder', { name });
    this.input.setAttribute('aria-label', t('placeholder', { name }));
    this.input.value = this.drafts.get(this.slot) ?? '';
    this.picker.setAttribute('aria-label', t('attach'));
    this.above = h('div', { class: 'composer-above' });
    this.button = h(
      'button',
      {
        type: 'submit',
        class: 'button button-primary composer-send',
        'aria-label': t('send'),
        data: { testid: 'send' },
      },
      icon('send'),
    );
    const row = h(
      'div',
      { class: 'composer-row' },
      this.tool('attach', 'clip', () => this.picker.click()),
      shortcutsOf(session, 'global').length > 0 &&
        this.tool('shortcuts', 'bolt', (event) => offerShortcuts(session, event.currentTarget, 'global')),
      this.picker,
      this.input,
      this.button,
    );
    this.node.replaceChildren(this.completion.node, this.above, row);
    this.typed(false);
    this.drawAbove();
  }

  tool(key, drawing, click) {
    const label = this.session.t(key);
    return h(
      'button',
      { type: 'button', class: 'button-icon', 'aria-label': label, title: label, data: { testid: key }, on: { click } },
      icon(drawing),
    );
  }

  target() {
    const { session } = this;
    return session.withBot ? session.people.name(session.people.bot) : `#${session.place?.name ?? ''}`;
  }

  /** replyTo makes the next message an answer in a thread. */
  replyTo(message) {
    this.thread = message;
    this.drawAbove();
    this.input.focus();
  }

  /** take holds files until they are sent with the message. */
  take(files, event) {
    if (!files?.length || this.node.querySelector('.composer-closed')) return;
    event?.preventDefault();
    this.files.push(...files);
    this.drawAbove();
    this.input.focus();
  }

  drawAbove() {
    const { t, people } = this.session;
    const drop = (label, text, act) =>
      h(
        'span',
        { class: 'chip' },
        text,
        h('button', { type: 'button', 'aria-label': label, on: { click: act } }, icon('close')),
      );
    this.above.replaceChildren();
    append(
      this.above,
      this.thread &&
        drop(t('cancelReply'), t('replyingTo', { name: people.name(this.thread.user) }), () => {
          this.thread = null;
          this.drawAbove();
        }),
      this.files.map((file) =>
        drop(t('removeFile', { name: file.name }), file.name, () => {
          this.files = this.files.filter((f) => f !== file);
          this.drawAbove();
        }),
      ),
    );
  }

  typed(suggest = true) {
    this.drafts.set(this.slot, this.input.value);
    this.input.style.height = 'auto';
    this.input.style.height = `${Math.min(this.input.scrollHeight, 220)}px`;
    if (suggest) this.completion.update();
  }

  key(event) {
    if (event.isComposing) return; // an input method is at work, as for Vietnamese
    if (this.completion.key(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
  }

  async send() {
    const text = this.input.value.trim();
    const { files, thread } = this;
    if ((!text && !files.length) || this.sending) return;
    const slash = /^\/(?![/\s])/.test(text) && !files.length;
    if (slash && thread) {
      this.tell(this.session.t('noThreadCommands'));
      return;
    }
    this.clear();
    this.busy(true);
    try {
      if (slash) await this.command(text);
      else await this.message(text, files, thread);
    } catch (error) {
      this.tell(this.session.t('failed', { reason: error.message }));
      if (!this.input.value) {
        this.input.value = text;
        this.typed(false);
      }
    }
    this.busy(false);
    this.onSent();
  }

  clear() {
    this.input.value = '';
    this.files = [];
    this.thread = null;
    this.completion.hide();
    this.typed(false);
    this.drawAbove();
  }

  busy(on) {
    this.sending = on;
    this.node.setAttribute('aria-busy', String(on));
    if (this.button) this.button.disabled = on;
  }

  /** where is the channel to write to; the bot's own id begins a conversation with it. */
  get where() {
    return this.session.place?.id ?? this.session.channel;
  }

  async command(line) {
    const [command] = line.split(/\s/, 1);
    const text = line.slice(command.length).trim();
    await api.command({ user: this.session.me, channel: this.where, command, text }); // what came of it is a message
  }

  async message(text, files, thread) {
    const base = { user: this.session.me, channel: this.where };
    if (!files.length) {
      await api.message({ ...base, text, ...(thread && { thread_ts: thread.ts }) });
      return;
    }
    for (const [i, file] of files.entries())
      await api.upload({ ...base, file, text: i ? '' : text, threadTs: thread?.ts });
  }
}

// The bot inside: running or not, and the ways to change that.

import { h } from './dom.js';
import * as api from './api.js';
import { ask } from './confirm.js';
import { openList } from './listbox.js';
import { notice } from './notice.js';

const LABELS = { running: 'botRunning', stopped: 'botStopped', outside: 'botOutside', absent: 'botAbsent' };

export class BotMenu {
  constructor(session, { onChange, onReset }) {
    Object.assign(this, { session, onChange, onReset });
    this.node = h('button', {
      type: 'button',
      class: 'botmenu',
      'aria-haspopup': 'listbox',
      data: { testid: 'bot' },
      on: { click: () => this.open() },
    });
  }

  /** condition is running or stopped; for a bot that is another process, outside, or absent while it is not connected. */
  get condition() {
    const { bot } = this.session.workspace;
    if (!bot?.inside) return bot?.connections ? 'outside' : 'absent';
    return bot.running ? 'running' : 'stopped';
  }

  draw() {
    const { t } = this.session;
    const { condition } = this;
    this.node.dataset.state = condition;
    this.node.title = t('botControl');
    this.node.setAttribute('aria-label', `${t('botControl')}: ${t(LABELS[condition])}`);
    this.node.replaceChildren(
      h('span', { class: `lamp lamp-${condition}`, 'aria-hidden': 'true' }),
      h('span', { class: 'botmenu-word' }, t(LABELS[condition])),
    );
  }

  open() {
    const { t } = this.session;
    const items = {
      running: [
        { value: 'stop', label: t('stopBot') },
        { value: 'kill', label: t('killBot'), danger: true },
      ],
      stopped: [{ value: 'start', label: t('startBot') }],
      outside: [],
      absent: [],
    }[this.condition];
    openList({
      anchor: this.node,
      t,
      filter: false,
      label: t('botControl'),
      testid: 'bot-list',
      align: 'end',
      items: [...items, { value: 'reset', label: t('resetAll'), danger: true }],
      onPick: (item) => this.pick(item.value),
    });
  }

  async pick(what) {
    const { t } = this.session;
    if (
      what === 'reset' &&
      !(await ask({ title: t('resetAll'), body: t('resetAsk'), yes: t('yes'), no: t('cancel'), danger: true }))
    )
      return;
    this.node.setAttribute('aria-busy', 'true');
    try {
      if (what === 'reset') {
        await api.reset();
        await this.onReset();
      } else await api.bot(what);
    } catch (error) {
      notice(t('failed', { reason: error.message }));
    }
    this.node.removeAttribute('aria-busy');
    await this.onChange();
  }
}

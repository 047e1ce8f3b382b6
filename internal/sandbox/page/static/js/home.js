// The bot's Home, as it was last published for the one who looks.

import { h } from './dom.js';
import * as api from './api.js';
import { Form } from './form.js';
import { renderBlocks } from './blocks.js';
import { sendAction, suggestOptions } from './actions.js';
import { notice } from './notice.js';

export class Home {
  constructor(session) {
    this.session = session;
    this.node = h('div', { class: 'home', tabindex: '0', data: { testid: 'home' } });
    this.reset();
  }

  reset() {
    this.form = new Form();
    this.stamp = null;
    this.show(null);
  }

  /** open tells the bot that its Home is looked at; the view follows. */
  async open() {
    try {
      await api.home(this.session.me);
    } catch (error) {
      notice(this.session.t('failed', { reason: error.message }));
    }
  }

  show(view) {
    const stamp = `${this.session.me} ${view?.id} ${view?.hash}`;
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    if (!view?.blocks?.length) {
      this.node.replaceChildren(h('p', { class: 'timeline-empty' }, this.session.t('emptyHome')));
      return;
    }
    const { form } = this;
    form.seed(view.blocks);
    const where = { view_id: view.id };
    const surface = {
      reader: this.session.reader,
      form,
      act: (block, e, value) => sendAction(this.session, where, { block, e, value, form }),
      suggest: (block, e, word) => suggestOptions(this.session, where, { block, e }, word),
    };
    this.node.replaceChildren(h('div', { class: 'home-blocks' }, renderBlocks(view.blocks, surface)));
  }
}

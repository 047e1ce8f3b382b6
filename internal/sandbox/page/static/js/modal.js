// Modals: the bot's views, the topmost shown.

import { h, append, icon } from './dom.js';
import * as api from './api.js';
import { latest } from './session.js';
import { Form } from './form.js';
import { renderBlocks } from './blocks.js';
import { showErrors } from './inputs.js';
import { sendAction, suggestOptions } from './actions.js';
import { plain } from './mrkdwn.js';
import { notice } from './notice.js';
import { closeList } from './listbox.js';

export class Modals {
  constructor(session, onHome) {
    Object.assign(this, { session, onHome });
    this.forms = new Map(); // by view id
    this.refresh = latest(() => this.load());
    this.dialog = null;
    this.view = null;
  }

  async load() {
    try {
      const { me } = this.session;
      const { home, modals } = await api.views(me);
      if (me !== this.session.me) return;
      this.onHome(home ?? null);
      this.show(modals ?? []);
    } catch (error) {
      notice(this.session.t('failed', { reason: error.message }));
    }
  }

  show(stack) {
    const top = stack.at(-1) ?? null;
    this.depth = stack.length;
    for (const id of this.forms.keys()) if (!stack.some((v) => v.id === id)) this.forms.delete(id);
    if (!top) {
      this.drop();
      return;
    }
    const same = this.view?.id === top.id;
    if (same && this.view.hash === top.hash) return;
    this.view = top;
    this.draw(same);
  }

  drop() {
    this.view = null;
    if (!this.dialog) return;
    closeList();
    this.dialog.close();
    this.dialog.remove();
    this.dialog = null;
    this.before?.focus?.({ preventScroll: true });
  }

  /** form holds what is typed; a view put in the place of another keeps what both have. */
  form() {
    const { id, blocks } = this.view;
    const form = this.forms.get(id) ?? new Form();
    form.seed(blocks);
    this.forms.set(id, form);
    return form;
  }

  draw(same) {
    const { t } = this.session;
    const form = this.form();
    const where = { view_id: this.view.id };
    const surface = {
      reader: this.session.reader,
      form,
      act: (block, e, value) =>
        sendAction(this.session, where, { block, e, value, form }, (sentence) => this.say(sentence)),
      suggest: (block, e, word) => suggestOptions(this.session, where, { block, e }, word),
    };
    const focused = same && document.activeElement?.dataset?.actionId;
    const scrolled = same ? (this.body?.scrollTop ?? 0) : 0;
    const title = plain(this.view.title);
    this.body = h('div', { class: 'dialog-body modal-body', tabindex: '-1' }, renderBlocks(this.view.blocks, surface));
    this.fault = h('p', { class: 'modal-fault', role: 'alert', hidden: true, data: { testid: 'modal-error' } });
    if (!this.dialog) this.raise();
    closeList();
    this.dialog.setAttribute('aria-label', title);
    Object.assign(this.dialog.dataset, { viewId: this.view.id ?? '', callbackId: this.view.callback_id ?? '' });
    this.dialog.replaceChildren(
      h(
        'form',
        {
          class: 'modal-form',
          novalidate: true,
          on: {
            submit: (e) => {
              e.preventDefault();
              this.submit(form);
            },
          },
        },
        h(
          'div',
          { class: 'dialog-head' },
          h('h2', { class: 'dialog-title' }, title),
          h(
            'button',
            {
              type: 'button',
              class: 'button-icon',
              'aria-label': t('close'),
              data: { testid: 'modal-x' },
              on: { click: () => this.close(true) },
            },
            icon('close'),
          ),
        ),
        this.body,
        this.fault,
        this.foot(t),
      ),
    );
    this.body.scrollTop = scrolled;
    this.focus(focused);
  }

  raise() {
    this.before = document.activeElement;
    this.dialog = h('dialog', {
      class: 'dialog modal',
      data: { testid: 'modal' },
      on: {
        cancel: (e) => {
          e.preventDefault();
          this.close(this.depth < 2);
        },
      },
    });
    document.body.append(this.dialog);
    this.dialog.showModal();
  }

  foot(t) {
    const { submit, close, blocks } = this.view;
    const asks = submit || (blocks ?? []).some((b) => b.type === 'input');
    const label = plain(close) || (this.depth > 1 ? t('back') : t('close'));
    const foot = h('div', { class: 'dialog-foot' });
    append(
      foot,
      h(
        'button',
        { type: 'button', class: 'button', data: { testid: 'modal-close' }, on: { click: () => this.close(false) } },
        label,
      ),
      asks &&
        h(
          'button',
          { type: 'submit', class: 'button button-primary', data: { testid: 'modal-submit' } },
          plain(submit) || t('submit'),
        ),
    );
    return foot;
  }

  focus(actionId) {
    const again = actionId && this.body.querySelector(`[data-action-id="${CSS.escape(actionId)}"]`);
    const asked = this.body.querySelector('[autofocus]');
    (again || asked || this.firstInSight() || this.body).focus({ preventScroll: !asked });
  }

  /** firstInSight is the first input that shows without scrolling: what stands above one further down is to be read first. */
  firstInSight() {
    const first = this.body.querySelector('.input, .select, .choice input');
    return first && first.getBoundingClientRect().bottom <= this.body.getBoundingClientRect().bottom ? first : null;
  }

  say(sentence) {
    this.fault.textContent = sentence;
    this.fault.hidden = !sentence;
  }

  async submit(form) {
    const { t, me } = this.session;
    const { view, dialog } = this;
    const faults = form.faults(view.blocks, t);
    this.say(showErrors(this.body, faults).join(' '));
    if (Object.keys(faults).length) return;
    dialog.setAttribute('aria-busy', 'true');
    const button = dialog.querySelector('[type=submit]');
    button.disabled = true;
    try {
      const answer = await api.submit({ user: me, view_id: view.id, values: form.values() });
      this.answered(answer);
    } catch (error) {
      this.say(t('failed', { reason: error.message }));
    }
    dialog.removeAttribute('aria-busy');
    button.disabled = false;
    this.session.emit('acted');
    await this.refresh();
  }

  answered({ status, errors }) {
    const { t } = this.session;
    if (errors && Object.keys(errors).length) this.say(showErrors(this.body, errors).join(' '));
    else if (status === 'operation_timeout' || status === 'error') this.say(t('trouble'));
  }

  /** close takes away the topmost view, or with `all` the whole stack. */
  async close(all) {
    const { me, t } = this.session;
    try {
      await api.closeView({ user: me, view_id: this.view.id, all });
    } catch (error) {
      notice(t('failed', { reason: error.message }));
    }
    await this.refresh();
  }
}

// The workspace's calendar clock, and the ways to turn it.

import { h, icon } from './dom.js';
import * as api from './api.js';
import { notice } from './notice.js';
import { rfc3339, nextMorning, nextMonday, localInput, fromLocalInput, shortDate, longDate, time } from './dates.js';

const HOUR_MS = 3600000;

export class Clock {
  constructor(session, onTurned) {
    Object.assign(this, { session, onTurned });
    this.node = h('div', { class: 'clock' });
    this.bar = h(
      'div',
      {
        class: 'walk',
        role: 'progressbar',
        'aria-valuemin': '0',
        'aria-valuemax': '100',
        hidden: true,
        data: { testid: 'clock-progress' },
      },
      h('div', {}),
    );
    document.addEventListener('pointerdown', (e) => {
      if (!this.node.contains(e.target)) this.toggle(false);
    });
    this.node.addEventListener('keydown', (e) => {
      if (e.key === 'Escape') {
        this.toggle(false);
        this.face?.focus();
      }
    });
  }

  get where() {
    return { tz: this.session.zone, locale: this.session.locale };
  }

  /** build makes the controls in the reader's language; draw only moves the hands. */
  build() {
    const { t, workspace } = this.session;
    this.face = h('button', {
      type: 'button',
      class: 'clock-face',
      data: { testid: 'clock' },
      'aria-expanded': 'false',
      title: workspace.real_time ? t('realTime') : t('clockHint', { tz: this.session.zone }),
      disabled: workspace.real_time,
      on: { click: () => this.toggle() },
    });
    const quick = (id, key, to) =>
      h(
        'button',
        { type: 'button', class: 'button', data: { testid: id }, on: { click: () => this.turn(to()) } },
        t(key),
      );
    const to = (date) => ({ now: rfc3339(date, this.session.zone), to: date });
    this.node.replaceChildren(this.face);
    if (!workspace.real_time) {
      this.node.append(
        h(
          'div',
          { class: 'clock-drop' },
          h(
            'div',
            { class: 'clock-quick' },
            quick('clock-hour', 'plusHour', () => ({
              advance: '1h',
              to: new Date(this.session.now.getTime() + HOUR_MS),
            })),
            quick('clock-morning', 'nextMorning', () => to(nextMorning(this.session.now, this.session.zone))),
            quick('clock-monday', 'nextMonday', () => to(nextMonday(this.session.now, this.session.zone))),
          ),
          this.setter(t),
        ),
      );
    }
    this.draw();
  }

  setter(t) {
    this.input = h('input', {
      type: 'datetime-local',
      class: 'input',
      name: 'when',
      required: true,
      'aria-label': t('setClock'),
      data: { testid: 'clock-input' },
    });
    this.jump = h('input', { type: 'checkbox', data: { testid: 'clock-jump' } });
    this.said = h('p', { class: 'date-words' });
    this.input.addEventListener('input', () => this.say());
    const submit = (event) => {
      event.preventDefault();
      const date = fromLocalInput(this.input.value, this.session.zone);
      if (!date) {
        notice(t('badDate'));
        return;
      }
      this.turn({ now: rfc3339(date, this.session.zone), to: date, ...(this.jump.checked && { jump: true }) });
    };
    return h(
      'form',
      { class: 'clock-form', novalidate: true, on: { submit } },
      h(
        'div',
        { class: 'clock-row' },
        this.input,
        h('button', { class: 'button button-primary', data: { testid: 'clock-set' } }, t('go')),
      ),
      this.said,
      h(
        'label',
        { class: 'choice' },
        this.jump,
        h('span', {}, t('jump'), h('span', { class: 'choice-detail' }, t('jumpHint'))),
      ),
    );
  }

  draw() {
    const { now, zone } = this.session;
    this.face.replaceChildren(
      icon('clock'),
      h(
        'time',
        { datetime: rfc3339(now, zone) },
        h('span', { class: 'clock-date' }, shortDate(now, this.where)),
        ' ',
        h('strong', {}, time(now, this.where)),
      ),
    );
    if (!this.walk) return;
    const { from, to } = this.walk;
    const done = Math.max(0, Math.min(1, (now - from) / Math.max(1, to - from)));
    this.bar.setAttribute('aria-valuenow', String(Math.round(done * 100)));
    this.bar.firstChild.style.width = `${Math.max(4, done * 100)}%`;
  }

  /** say spells the chosen moment: the browser's own picker may put the month first. */
  say() {
    const date = fromLocalInput(this.input.value, this.session.zone);
    this.said.textContent = date ? `${longDate(date, this.where)}, ${time(date, this.where)}` : '';
  }

  toggle(open = !this.node.classList.contains('open')) {
    if (!this.face) return;
    if (open && this.input) {
      this.input.value = localInput(this.session.now, this.session.zone);
      this.say();
    }
    this.node.classList.toggle('open', open);
    this.face.setAttribute('aria-expanded', String(open));
  }

  /** turn walks the clock; the bot does all it owes on the way before the answer comes. */
  async turn({ to, ...body }) {
    const { t } = this.session;
    if (this.walk) return;
    this.toggle(false);
    this.walk = { from: this.session.now, to };
    this.busy(true, t('walking', { when: `${shortDate(to, this.where)} ${time(to, this.where)}` }));
    try {
      const { now } = await api.clock(body);
      this.session.setNow(now);
    } catch (error) {
      notice(t('failed', { reason: error.message }));
    }
    this.walk = null;
    this.busy(false, '');
    this.draw();
    this.onTurned();
  }

  busy(on, label) {
    this.bar.hidden = !on;
    this.bar.setAttribute('aria-label', label);
    this.face.setAttribute('aria-busy', String(on));
    for (const control of this.node.querySelectorAll('.clock-drop button')) control.disabled = on;
    this.draw();
  }
}

// Suggestions above the composer: commands, their verbs, and people.

import { h, fold, uniqueId } from './dom.js';

const MOST = 8;

/** The verbs of /task as a person of each language would type them. */
const VERBS = {
  vi: [
    ['danh sách', '[quá hạn | của tôi | tất cả | đơn vị]'],
    ['xem', '1.2'],
    ['cập nhật', '3 2/5 ghi chú'],
    ['cập nhật', '3 60%'],
    ['xong', '1.2'],
    ['thêm', 'tên việc … hạn @ai'],
    ['giao', '1.2 @ai'],
    ['đơn vị', 'tên @trưởng @thành.viên'],
    ['nhập', ''],
    ['nhắc', ''],
    ['báo cáo', ''],
    ['trợ giúp', ''],
  ],
  en: [
    ['list', '[overdue | mine | all | unit]'],
    ['show', '1.2'],
    ['update', '3 2/5 note'],
    ['update', '3 60%'],
    ['done', '1.2'],
    ['add', 'title … due @who'],
    ['assign', '1.2 @who'],
    ['unit', 'name @head @member'],
    ['import', ''],
    ['remind', ''],
    ['report', ''],
    ['help', ''],
  ],
};

/** suggest gives what may stand at the end of the text: {from, items: [{insert, label, detail, lead}], eager}. */
export function suggest(text, session) {
  return handles(text, session) ?? verbs(text, session) ?? commands(text, session);
}

function handles(text, { people: known, t }) {
  const m = /(?:^|\s)@([\p{L}\p{M}\p{N}._-]{0,40})$/u.exec(text);
  if (!m) return null;
  const wanted = fold(m[1]);
  const items = known
    .persons()
    .filter((u) => !u.deleted && (fold(known.name(u.id)).includes(wanted) || fold(u.name).includes(wanted)))
    .map((u) => ({
      insert: `@${u.name} `,
      label: known.name(u.id),
      detail: known.about(u.id, t) || `@${u.name}`,
      lead: known.avatar(u.id),
    }));
  // A handle typed to its end needs no help: Enter sends.
  const whole = known.persons().some((u) => u.name === m[1]);
  return items.length && !whole
    ? { from: text.length - m[1].length - 1, items: items.slice(0, MOST), eager: true }
    : null;
}

function verbs(text, { locale }) {
  const m = /^\/task\s+([\p{L}\p{M} -]*)$/u.exec(text);
  if (!m) return null;
  const wanted = fold(m[1]);
  const items = VERBS[locale.startsWith('vi') ? 'vi' : 'en']
    .filter(([verb]) => fold(verb).startsWith(wanted))
    .map(([verb, args]) => ({ insert: `${verb}${args ? ' ' : ''}`, label: `/task ${verb}`, detail: args }));
  return items.length ? { from: text.length - m[1].length, items: items.slice(0, 12), eager: false } : null;
}

function commands(text, { workspace, people }) {
  if (!/^\/\S*$/.test(text)) return null;
  const items = (workspace.app?.commands ?? ['/task'])
    .filter((command) => command.startsWith(text))
    .map((command) => ({ insert: `${command} `, label: command, detail: people.name(people.bot) }));
  return items.length ? { from: 0, items, eager: false } : null;
}

/** Completion shows suggestions for a text box and puts the picked one in. */
export class Completion {
  constructor(input, session) {
    Object.assign(this, { input, session });
    this.id = uniqueId('complete');
    this.node = h('ul', {
      class: 'complete',
      id: this.id,
      role: 'listbox',
      hidden: true,
      data: { testid: 'complete' },
    });
    Object.entries({
      'aria-autocomplete': 'list',
      'aria-controls': this.id,
      role: 'combobox',
      'aria-expanded': 'false',
    }).forEach(([k, v]) => input.setAttribute(k, v));
    input.addEventListener('blur', () => this.hide());
  }

  update() {
    const before = this.input.value.slice(0, this.input.selectionStart);
    this.found = suggest(before, this.session);
    this.active = this.found?.eager ? 0 : -1;
    if (!this.found) {
      this.hide();
      return;
    }
    this.node.setAttribute('aria-label', this.session.t('suggestions'));
    this.node.replaceChildren(
      ...this.found.items.map((item, i) =>
        h(
          'li',
          {
            role: 'option',
            id: `${this.id}-${i}`,
            class: 'list-item',
            on: {
              pointerdown: (e) => {
                e.preventDefault();
                this.pick(i);
              },
            },
          },
          item.lead,
          h(
            'span',
            { class: 'list-text' },
            h('span', { class: 'list-label' }, item.label),
            h('span', { class: 'list-detail' }, item.detail),
          ),
        ),
      ),
    );
    this.node.hidden = false;
    this.input.setAttribute('aria-expanded', 'true');
    this.mark();
  }

  hide() {
    this.found = null;
    this.node.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }

  mark() {
    [...this.node.children].forEach((li, i) => {
      li.classList.toggle('active', i === this.active);
      li.setAttribute('aria-selected', String(i === this.active));
    });
    const current = this.node.children[this.active];
    current?.scrollIntoView({ block: 'nearest' });
    if (current) this.input.setAttribute('aria-activedescendant', current.id);
  }

  pick(i) {
    const { from, items } = this.found;
    const end = this.input.selectionStart;
    this.input.setRangeText(items[i].insert, from, end, 'end');
    this.input.dispatchEvent(new Event('input'));
  }

  /** key takes the keys meant for the list; true when it has taken one. */
  key(event) {
    if (!this.found) return false;
    const count = this.found.items.length;
    if (event.key === 'Escape') this.hide();
    else if (event.key === 'ArrowDown') {
      this.active = (this.active + 1) % count;
      this.mark();
    } else if (event.key === 'ArrowUp') {
      this.active = this.active < 0 ? count - 1 : (this.active - 1 + count) % count;
      this.mark();
    } else if (event.key === 'Tab' && !event.shiftKey) this.pick(Math.max(0, this.active));
    else if (event.key === 'Enter' && this.active >= 0) this.pick(this.active);
    else return false;
    event.preventDefault();
    return true;
  }
}

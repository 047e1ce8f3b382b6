// A list that drops from a button: every select, picker and menu of the page.

import { h, append, fold, uniqueId } from './dom.js';

const GAP = 4;
let openOne = null;

/** closeList closes the open list, if any. */
export function closeList() {
  openOne?.close();
}

/**
 * openList drops a list from its anchor. Items are {value, label, detail,
 * group, lead (a node), selected, danger}. With `multiple` a pick toggles and
 * the list stays; onPick gets the item. With `source`, the items for a typed
 * word are fetched. Escape and a click elsewhere close it.
 */
export function openList({
  anchor,
  items,
  onPick,
  t,
  source = null,
  filter = Boolean(source) || items.length > 8,
  multiple = false,
  label,
  testid = 'list',
  align = 'start',
}) {
  const again = openOne?.anchor === anchor;
  closeList();
  if (again) return;
  const list = new List({ anchor, items, onPick, t, source, filter, multiple, label, testid, align });
  openOne = list;
  list.open();
}

class List {
  constructor(options) {
    Object.assign(this, options);
    this.id = uniqueId('list');
    this.shown = this.items;
    this.active = Math.max(
      0,
      this.items.findIndex((i) => i.selected),
    );
    this.away = (event) => {
      if (!this.box.contains(event.target) && !this.anchor.contains(event.target)) this.close(false);
    };
    this.moved = () => this.place();
  }

  open() {
    this.list = h('ul', {
      role: 'listbox',
      id: this.id,
      'aria-label': this.label,
      class: 'list-items',
      'aria-multiselectable': this.multiple ? 'true' : null,
      tabindex: this.filter ? '-1' : '0',
    });
    this.input =
      this.filter &&
      h('input', {
        type: 'text',
        class: 'list-filter',
        role: 'combobox',
        'aria-expanded': 'true',
        'aria-controls': this.id,
        'aria-label': this.t('find'),
        placeholder: this.t('find'),
        autocomplete: 'off',
        on: { input: () => this.narrow() },
      });
    this.box = h(
      'div',
      { class: 'list', data: { testid: this.testid }, on: { keydown: (e) => this.key(e) } },
      this.input,
      this.list,
    );
    // Inside a dialog the list must stand in it: the rest of the page is inert.
    (this.anchor.closest('dialog') ?? document.body).append(this.box);
    this.anchor.setAttribute('aria-expanded', 'true');
    this.draw();
    this.place();
    document.addEventListener('pointerdown', this.away, true);
    window.addEventListener('resize', this.moved);
    (this.input || this.list).focus({ preventScroll: true });
    if (this.source) this.narrow();
  }

  close(focus = true) {
    openOne = null;
    document.removeEventListener('pointerdown', this.away, true);
    window.removeEventListener('resize', this.moved);
    this.box.remove();
    this.anchor.setAttribute('aria-expanded', 'false');
    if (focus) this.anchor.focus?.({ preventScroll: true });
  }

  async narrow() {
    const word = this.input.value.trim();
    if (word === this.word) return;
    this.word = word;
    const wanted = fold(word);
    const found = this.source
      ? await this.source(word)
      : this.items.filter((i) => fold(`${i.label} ${i.detail ?? ''} ${i.group ?? ''}`).includes(wanted));
    if (word !== this.word || !this.box.isConnected) return; // an answer to an earlier word
    this.shown = found;
    this.active = 0;
    this.draw();
    this.place();
  }

  draw() {
    this.list.replaceChildren();
    let group;
    this.options = this.shown.map((item, i) => {
      if (item.group && item.group !== group) {
        group = item.group;
        this.list.append(h('li', { role: 'presentation', class: 'list-group' }, group));
      }
      const option = this.option(item, i);
      this.list.append(option);
      return option;
    });
    if (!this.shown.length) append(this.list, h('li', { class: 'list-none', role: 'presentation' }, this.t('noMatch')));
    this.mark();
  }

  option(item, i) {
    return h(
      'li',
      {
        role: 'option',
        id: `${this.id}-${i}`,
        class: `list-item${item.danger ? ' danger' : ''}`,
        'aria-selected': String(Boolean(item.selected)),
        data: { value: item.value },
        on: {
          click: () => this.pick(i),
          pointermove: () => {
            this.active = i;
            this.mark();
          },
        },
      },
      item.lead,
      h(
        'span',
        { class: 'list-text' },
        h('span', { class: 'list-label' }, item.label),
        item.detail && h('span', { class: 'list-detail' }, item.detail),
      ),
      item.tail,
    );
  }

  mark() {
    this.options.forEach((o, i) => o.classList.toggle('active', i === this.active));
    const current = this.options[this.active];
    (this.input || this.list).setAttribute('aria-activedescendant', current?.id ?? '');
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.options.length) {
      this.active = (this.active + step + this.options.length) % this.options.length;
      this.mark();
      this.options[this.active].scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' || (event.key === ' ' && !this.input)) this.pick(this.active);
    else if (event.key === 'Escape') this.close();
    else if (event.key === 'Tab') {
      this.close();
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  pick(i) {
    const item = this.shown[i];
    if (!item) return;
    if (!this.multiple) {
      this.close();
      this.onPick(item);
      return;
    }
    if (this.onPick(item) === false) return;
    item.selected = !item.selected;
    this.draw();
  }

  /** place keeps the list inside the window, below its anchor where there is room, else above. */
  place() {
    const at = this.anchor.getBoundingClientRect();
    const { innerWidth: width, innerHeight: height } = window;
    const style = this.box.style;
    style.minWidth = `${Math.min(at.width, width - 16)}px`;
    const size = this.box.getBoundingClientRect();
    const left = this.align === 'end' ? at.right - size.width : at.left;
    style.left = `${Math.max(8, Math.min(left, width - size.width - 8))}px`;
    const below = height - at.bottom - GAP - 8;
    const under = below >= Math.min(size.height, 240) || below >= at.top;
    style.maxHeight = `${Math.max(120, under ? below : at.top - GAP - 8)}px`;
    const tall = Math.min(size.height, parseFloat(style.maxHeight));
    style.top = `${under ? at.bottom + GAP : at.top - GAP - tall}px`;
  }
}

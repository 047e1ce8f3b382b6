// The switch for who I am.

import { h, icon } from './dom.js';
import { openList } from './listbox.js';

export class UserMenu {
  constructor(session, unread, onPick) {
    Object.assign(this, { session, unread, onPick });
    this.node = h('button', { type: 'button', class: 'usermenu', 'aria-haspopup': 'listbox', data: { testid: 'user-switch' },
      on: { click: () => this.open() } });
  }

  draw() {
    const { people, me, t } = this.session;
    this.node.setAttribute('aria-label', `${t('whoAmI')}: ${people.name(me)}`);
    this.node.title = t('whoAmI');
    this.node.replaceChildren(people.avatar(me), h('span', { class: 'usermenu-words' },
      h('span', { class: 'usermenu-name' }, people.name(me)), h('span', { class: 'usermenu-role' }, this.detail(me))), icon('down'));
  }

  detail(id) {
    const { people, t } = this.session;
    return people.about(id, t);
  }

  language(user) {
    const { t } = this.session;
    return user.locale?.startsWith('vi') ? t('vietnamese') : t('english');
  }

  open() {
    const { people, me, t } = this.session;
    const tails = new Map();
    const items = people.persons().map((user) => {
      const tail = h('span', { class: 'list-tail' });
      tails.set(user.id, tail);
      return { value: user.id, label: people.name(user.id), lead: people.avatar(user.id), selected: user.id === me, tail,
        detail: [this.detail(user.id), this.language(user), user.deleted && t('deactivated')].filter(Boolean).join(' · ') };
    });
    openList({ anchor: this.node, items, t, filter: true, label: t('whoAmI'), testid: 'user-list', align: 'end', onPick: (item) => this.onPick(item.value) });
    this.count(tails);
  }

  /** count shows who has been written to: the tails fill in as the answers come. */
  async count(tails) {
    for (const [id, tail] of tails) {
      const n = await this.unread.ofDirects(id);
      if (n > 0) tail.append(h('span', { class: 'place-count' }, String(n), h('span', { class: 'unseen' }, ` ${this.session.t('unread')}`)));
    }
  }
}

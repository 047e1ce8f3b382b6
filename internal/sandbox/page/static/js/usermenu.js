// The switch for who I am.

import { h, icon } from './dom.js';
import { openList } from './listbox.js';

export class UserMenu {
  constructor(session, unread, onPick) {
    Object.assign(this, { session, unread, onPick });
    this.node = h('button', {
      type: 'button',
      class: 'usermenu',
      'aria-haspopup': 'listbox',
      data: { testid: 'user-switch' },
      on: { click: () => this.open() },
    });
  }

  draw() {
    const { people, me, t } = this.session;
    const waiting = this.waiting ? `. ${this.waiting}` : '';
    this.node.setAttribute('aria-label', `${t('whoAmI')}: ${people.name(me)}${waiting}`);
    this.node.title = `${t('whoAmI')}${waiting}`;
    this.node.classList.toggle('usermenu-waiting', Boolean(waiting));
    this.node.replaceChildren(
      people.avatar(me),
      h(
        'span',
        { class: 'usermenu-words' },
        h('span', { class: 'usermenu-name' }, people.name(me)),
        h('span', { class: 'usermenu-role' }, this.detail(me)),
      ),
      icon('down'),
    );
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
      return {
        value: user.id,
        label: people.name(user.id),
        lead: people.avatar(user.id),
        selected: user.id === me,
        tail,
        detail: [this.detail(user.id), this.language(user), user.deleted && t('deactivated')]
          .filter(Boolean)
          .join(' · '),
      };
    });
    openList({
      anchor: this.node,
      items,
      t,
      filter: true,
      label: t('whoAmI'),
      testid: 'user-list',
      align: 'end',
      onPick: (item) => this.onPick(item.value),
    });
    this.count(tails);
  }

  /** mark puts a dot on the switch while others have been written to: after the clock has turned, that is where to look. */
  async mark() {
    const { people, me, t } = this.session;
    const others = people.persons().filter((u) => u.id !== me);
    const counts = await Promise.all(others.map((u) => this.unread.ofDirects(u.id)));
    const waiting = counts.filter((n) => n > 0).length;
    this.waiting = waiting ? t('othersUnread', { n: waiting }) : '';
    this.draw();
  }

  /** count shows who has been written to: the tails fill in as the answers come. */
  async count(tails) {
    for (const [id, tail] of tails) {
      const n = await this.unread.ofDirects(id);
      if (n > 0)
        tail.append(
          h(
            'span',
            { class: 'place-count' },
            String(n),
            h('span', { class: 'unseen' }, ` ${this.session.t('unread')}`),
          ),
        );
    }
  }
}

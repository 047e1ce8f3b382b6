// Channels and direct messages, with a dot where something has not been read.

import { h, append, icon, redraw } from './dom.js';

export class Sidebar {
  constructor(node, session, unread, onGo) {
    Object.assign(this, { node, session, unread, onGo });
    this.shade = h('div', { class: 'shade', hidden: true, on: { click: () => this.toggle(false) } });
    node.after(this.shade);
    document.addEventListener('keydown', (e) => {
      if (e.key === 'Escape' && this.isOpen) this.toggle(false);
    });
  }

  get isOpen() {
    return this.node.classList.contains('open');
  }

  /** toggle opens or closes the drawer a narrow window has. */
  toggle(open = !this.isOpen) {
    this.node.classList.toggle('open', open);
    this.shade.hidden = !open;
    document.querySelector('[data-testid=menu]')?.setAttribute('aria-expanded', String(open));
    if (open) this.node.querySelector('[aria-current], .place')?.focus();
  }

  draw() {
    redraw(this.node, () => this.fill());
  }

  fill() {
    const { session } = this;
    const { people, me, t, workspace } = session;
    const bot = people.directWith(me, people.bot);
    const directs = people.directsOf(me).filter((d) => d.other !== people.bot);
    this.node.setAttribute('aria-label', t('sidebar'));
    this.node.replaceChildren();
    append(
      this.node,
      h('div', { class: 'sidebar-team' }, workspace.team?.name ?? t('workspace')),
      this.part(
        t('channels'),
        people
          .channelsOf(me)
          .filter((c) => !c.archived || c.id === session.channel)
          .map((c) => this.place(c.id, c.name, h('span', { class: 'place-sign' }, icon('hash')), c.id)),
      ),
      directs.length > 0 &&
        this.part(
          t('directMessages'),
          directs.map((d) => this.place(d.channel.id, people.name(d.other), people.avatar(d.other), d.channel.id)),
        ),
      this.part(t('apps'), [
        this.place(bot?.id ?? people.bot, people.name(people.bot), people.avatar(people.bot), bot?.id),
      ]),
    );
  }

  part(title, places) {
    return h('section', { class: 'sidebar-part' }, h('h2', {}, title), h('ul', {}, places));
  }

  place(id, name, lead, channel) {
    const { session } = this;
    const here = session.channel === id || (session.place && session.place.id === channel);
    const count = here || !channel ? 0 : this.unread.count(channel);
    return h(
      'li',
      {},
      h(
        'a',
        {
          class: `place${count ? ' place-unread' : ''}`,
          href: `#channel=${id}`,
          'aria-current': here ? 'page' : null,
          data: { testid: 'channel', channelId: id, unread: String(count) },
          on: {
            click: (e) => {
              e.preventDefault();
              this.toggle(false);
              this.onGo(id);
            },
          },
        },
        lead,
        h('span', { class: 'place-name' }, name),
        count > 0 &&
          h(
            'span',
            { class: 'place-count' },
            String(Math.min(count, 99)),
            h('span', { class: 'unseen' }, ` ${session.t('unread')}`),
          ),
      ),
    );
  }
}

// The right side: the channel's head, its messages or the bot's Home, the composer.

import { h, append, icon, redraw } from './dom.js';

export class Pane {
  constructor(node, session, parts, onTab) {
    Object.assign(this, { node, session, parts, onTab });
    this.head = h('div', { class: 'pane-head', data: { testid: 'pane-head' } });
    this.drop = h('div', { class: 'pane-drop', hidden: true });
    this.watchFiles();
  }

  draw() {
    const { session, parts } = this;
    const home = session.withBot && session.tab === 'home';
    this.drawHead();
    this.node.replaceChildren(this.head);
    append(this.node, home ? parts.home.node : [parts.timeline.node, parts.composer.node], this.drop);
  }

  drawHead() {
    redraw(this.head, () => this.fillHead());
  }

  fillHead() {
    const { session } = this;
    const { t, people, place } = session;
    const title = session.withBot ? people.name(people.bot) : (place?.name ?? '');
    document.title = `${title} · ${session.workspace.team?.name ?? t('workspace')}`;
    this.head.replaceChildren();
    append(
      this.head,
      h(
        'h1',
        { class: 'pane-title' },
        session.withBot ? people.avatar(people.bot) : icon('hash'),
        h('span', {}, title),
      ),
      session.withBot
        ? this.tabs(t)
        : h(
            'span',
            { class: 'pane-about' },
            [place?.topic, t('members', { n: place?.members?.length ?? 0 })].filter(Boolean).join(' · '),
          ),
    );
  }

  tabs(t) {
    const { session } = this;
    const tab = (name) =>
      h(
        'button',
        {
          type: 'button',
          role: 'tab',
          class: 'tab',
          'aria-selected': String(session.tab === name),
          data: { testid: `tab-${name}` },
          on: { click: () => this.onTab(name) },
        },
        t(name),
      );
    return h('div', { class: 'tabs', role: 'tablist' }, tab('home'), tab('messages'));
  }

  /** watchFiles lets files be dropped anywhere on the pane. */
  watchFiles() {
    const carries = (event) => event.dataTransfer?.types.includes('Files');
    const show = (on) => {
      this.drop.hidden = !on;
      this.drop.textContent = on ? this.session.t('dropHere', { name: this.parts.composer.target() }) : '';
    };
    this.node.addEventListener('dragover', (e) => {
      if (carries(e)) {
        e.preventDefault();
        show(true);
      }
    });
    this.node.addEventListener('dragleave', (e) => {
      if (!this.node.contains(e.relatedTarget)) show(false);
    });
    this.node.addEventListener('drop', (e) => {
      if (!carries(e)) return;
      e.preventDefault();
      show(false);
      this.parts.composer.take(e.dataTransfer.files);
    });
  }
}

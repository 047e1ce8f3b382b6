// The page: makes the parts, joins them, and follows the workspace's changes.

import { h, icon, append } from './dom.js';
import * as api from './api.js';
import { Session, latest } from './session.js';
import { Unread } from './unread.js';
import { Sidebar } from './sidebar.js';
import { Timeline } from './timeline.js';
import { Composer } from './composer.js';
import { Modals } from './modal.js';
import { Home } from './home.js';
import { Pane } from './pane.js';
import { Clock } from './clock.js';
import { BotMenu } from './botmenu.js';
import { UserMenu } from './usermenu.js';
import { notice } from './notice.js';

class Page {
  constructor(session) {
    this.session = session;
    this.unread = new Unread(session);
    this.sidebar = new Sidebar(document.querySelector('.sidebar'), session, this.unread, (id) => this.go(id));
    this.timeline = new Timeline(session, {
      onReply: (m) => this.composer.replyTo(m),
      onRead: (channel, ts) => this.unread.read(channel, ts),
    });
    this.composer = new Composer(session, {
      tell: (text) => this.timeline.tell(text),
      onSent: () => this.refreshAll(),
    });
    this.home = new Home(session);
    this.modals = new Modals(session, (view) => this.home.show(view));
    this.clock = new Clock(session, () => this.turned());
    this.bot = new BotMenu(session, { onChange: () => this.reload(), onReset: () => this.begun() });
    this.users = new UserMenu(session, this.unread, (id) => this.be(id));
    this.pane = new Pane(
      document.querySelector('.pane'),
      session,
      { timeline: this.timeline, composer: this.composer, home: this.home },
      (tab) => this.show(tab),
    );
    this.reload = latest(() => this.loadState());
    this.tick = latest(() => this.readClock());
    this.stale = new Set(); // channels whose unread counts are to be looked at
    this.recount = latest(() => this.countStale());
  }

  open() {
    this.drawTopbar();
    this.drawAll();
    this.listen();
    this.session.addEventListener('acted', () => this.refreshAll());
    window.addEventListener('hashchange', () => this.follow());
  }

  drawTopbar() {
    this.menu = h(
      'button',
      {
        type: 'button',
        class: 'button-icon menu',
        data: { testid: 'menu' },
        'aria-controls': 'sidebar',
        'aria-expanded': 'false',
        on: { click: () => this.sidebar.toggle() },
      },
      icon('menu'),
    );
    append(
      document.querySelector('.topbar'),
      this.menu,
      h('img', { class: 'topbar-logo', src: '/img/icon.svg', alt: '' }),
      this.clock.node,
      h('span', { class: 'topbar-gap' }),
      this.bot.node,
      this.users.node,
      this.clock.bar,
    );
  }

  /** drawAll starts afresh: another person looks, or the page has just opened. */
  drawAll() {
    const { session } = this;
    document.documentElement.lang = session.locale.slice(0, 2);
    this.menu.setAttribute('aria-label', session.t('openMenu'));
    this.clock.build();
    this.bot.draw();
    this.users.draw();
    this.home.reset();
    this.drawPlace();
    this.unread.lookAll().then(
      () => this.sidebar.draw(),
      () => {},
    );
    this.users.mark();
  }

  /** drawPlace shows the channel that is chosen now. */
  drawPlace() {
    this.timeline.reset();
    this.composer.draw();
    this.pane.draw();
    this.sidebar.draw();
    this.timeline.refresh();
    this.modals.refresh();
    if (this.session.withBot && this.session.tab === 'home') this.home.open();
  }

  go(channel) {
    this.session.choose({ channel, tab: 'messages' });
    this.drawPlace();
    if (matchMedia('(pointer: fine)').matches) this.composer.input.focus();
  }

  show(tab) {
    this.session.choose({ tab });
    this.drawPlace();
  }

  /** be changes who looks; the channel stays where both may be in it. */
  be(user) {
    const { session } = this;
    const withBot = session.withBot;
    session.choose({ user });
    const bot = session.people.directWith(user, session.people.bot)?.id ?? session.people.bot;
    session.choose(withBot ? { channel: bot } : session.wish());
    this.drawAll();
    this.listen();
  }

  /** follow goes where the address says. */
  follow() {
    const wanted = this.session.wish();
    const { user, channel, tab } = this.session;
    const moved = wanted.user !== this.session.me;
    if (!moved && wanted.channel === channel && wanted.tab === tab) return;
    this.session.choose(wanted);
    if (moved) {
      this.drawAll();
      this.listen();
    } else this.drawPlace();
  }

  /** begun: the workspace starts over, and so do the marks of what was read. */
  async begun() {
    this.unread.forget();
    this.timeline.own = [];
    await this.reload();
    this.drawAll();
  }

  async loadState() {
    try {
      await this.session.load();
    } catch (error) {
      notice(this.session.t('failed', { reason: error.message }));
      return;
    }
    this.clock.draw();
    this.bot.draw();
    this.users.draw();
    this.pane.drawHead();
    this.sidebar.draw();
  }

  async refreshAll() {
    await Promise.all([this.reload(), this.timeline.refresh(), this.modals.refresh()]);
  }

  async turned() {
    await this.refreshAll();
    await this.users.mark();
  }

  listen() {
    this.hush?.();
    let down = false;
    this.hush = api.stream(this.session.me, {
      onSignal: (signal) => this.signal(signal),
      onLine: (up) => {
        if (!up && !down) notice(this.session.t('lost'));
        if (up && down) {
          notice(this.session.t('found'), 'good');
          this.refreshAll();
        }
        down = !up;
      },
    });
  }

  /** signal answers one change of the workspace. */
  signal({ type, channel }) {
    if (type === 'message') this.message(channel);
    else if (type === 'view' || type === 'home') this.modals.refresh();
    else if (type === 'clock') this.tick();
    else this.reload();
  }

  async readClock() {
    try {
      const { now } = await api.state();
      this.session.setNow(now);
      this.clock.draw();
    } catch (error) {
      notice(this.session.t('failed', { reason: error.message }));
    }
  }

  async message(channel) {
    if (!this.session.people.channels.has(channel)) await this.reload();
    if (this.session.place?.id === channel && !this.hidden) this.timeline.refresh();
    else this.stale.add(channel);
    this.recount();
  }

  /** hidden: the messages of the present channel are behind the bot's Home. */
  get hidden() {
    return this.session.withBot && this.session.tab === 'home';
  }

  async countStale() {
    const channels = [...this.stale];
    this.stale.clear();
    await Promise.all(channels.map((c) => this.unread.look(c).catch(() => {})));
    this.sidebar.draw();
  }
}

async function begin() {
  const session = new Session();
  for (let wait = 250; ; wait = Math.min(wait * 2, 4000)) {
    try {
      await session.load();
      break;
    } catch (error) {
      notice(`${error.message}`);
      await new Promise((done) => {
        setTimeout(done, wait);
      });
    }
  }
  new Page(session).open();
  document.body.dataset.ready = 'true';
}

begin();

// What each person has not looked at yet, by the newest timestamp seen in a channel.

import * as api from './api.js';
import { remember, remembered } from './choice.js';

const KEY = 'nhacviec.read';

export class Unread {
  #counts = new Map();

  constructor(session) {
    this.session = session;
    this.marks = remembered(KEY);
    // A workspace that has begun anew is behind the marks of its former life.
    const latest = Math.max(
      0,
      ...Object.values(this.marks)
        .flatMap((m) => Object.values(m))
        .map(Number),
    );
    if (latest > session.now.getTime() / 1000 + 60) this.forget();
  }

  forget() {
    this.marks = {};
    this.#counts.clear();
    remember(KEY, this.marks);
  }

  /** read marks everything up to ts as seen. */
  read(channel, ts) {
    const mine = (this.marks[this.session.me] ??= {});
    if (ts > (mine[channel] ?? '')) mine[channel] = ts;
    this.#counts.set(channel, 0);
    remember(KEY, this.marks);
  }

  count(channel) {
    return this.#counts.get(channel) ?? 0;
  }

  /** look counts one channel of the present person. */
  async look(channel) {
    this.#counts.set(channel, await this.unseen(this.session.me, channel));
  }

  async lookAll() {
    const { people, me } = this.session;
    this.#counts.clear();
    const places = [...people.channelsOf(me), ...people.directsOf(me).map((d) => d.channel)];
    await Promise.all(places.map((c) => this.look(c.id)));
  }

  /** unseen counts what a person has not seen of a channel; anyone may be asked about. */
  async unseen(user, channel) {
    const since = this.marks[user]?.[channel];
    const found = await api.messages({ channel, user, since });
    return found.filter((m) => m.user !== user && m.ts > (since ?? '')).length;
  }

  /** ofDirects counts a person's unseen direct messages. */
  async ofDirects(user) {
    const places = this.session.people.directsOf(user);
    const counts = await Promise.all(places.map(({ channel }) => this.unseen(user, channel.id).catch(() => 0)));
    return counts.reduce((a, b) => a + b, 0);
  }
}

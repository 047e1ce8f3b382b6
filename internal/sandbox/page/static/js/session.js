// The workspace as this page knows it now, and through whose eyes.

import * as api from './api.js';
import { People } from './people.js';
import { words } from './words.js';
import { choose, keep } from './choice.js';

export class Session extends EventTarget {
  async load() {
    this.workspace = await api.state();
    this.people = new People(this.workspace);
    this.choice = this.wish();
    this.setNow(this.workspace.now);
    keep(this.choice);
  }

  /** wish is who should look at what now, by the address, the present and the memory. */
  wish() {
    return choose(this.people, this.workspace.plan_channel, this.choice);
  }

  /** setNow takes the calendar clock's reading, RFC 3339. */
  setNow(now) {
    this.now = new Date(now);
  }

  get me() {
    return this.choice.user;
  }

  get channel() {
    return this.choice.channel;
  }

  get tab() {
    return this.choice.tab;
  }

  /** zone is the workspace's own; a person's may differ. */
  get zone() {
    return this.workspace.zone ?? 'UTC';
  }

  get locale() {
    return this.people.users.get(this.me)?.locale ?? 'vi-VN';
  }

  get t() {
    return words(this.locale);
  }

  /** reader is what rendering needs to know of the one who looks. */
  get reader() {
    return {
      t: this.t,
      locale: this.locale,
      tz: this.people.users.get(this.me)?.tz || this.zone,
      me: this.me,
      people: this.people,
      now: () => this.now,
    };
  }

  /** place is where messages of the present channel stand: null before a conversation with the bot has begun. */
  get place() {
    if (this.channel !== this.people.bot) return this.people.channels.get(this.channel) ?? null;
    return this.people.directWith(this.me, this.people.bot) ?? null;
  }

  /** withBot tells whether the present channel is the conversation with the bot, which has a Home. */
  get withBot() {
    return (
      this.channel === this.people.bot || (this.place?.is_im === true && this.place.members.includes(this.people.bot))
    );
  }

  choose(change) {
    this.choice = { ...this.choice, ...change };
    keep(this.choice);
  }

  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** latest keeps work from running twice at once: calls during a run make one more run after it. */
export function latest(work) {
  let running = null;
  let again = false;
  return () => {
    again = true;
    running ??= (async () => {
      try {
        while (again) {
          again = false;
          await work();
        }
      } finally {
        running = null;
      }
    })();
    return running;
  };
}

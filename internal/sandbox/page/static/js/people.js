// Who and what stands behind an id.

import { h } from './dom.js';

const COLOURS = 8; // classes avatar-0 … avatar-7 in theme.css

export class People {
  constructor(workspace) {
    this.bot = workspace.bot_user_id;
    this.users = new Map(workspace.users.map((u) => [u.id, u]));
    this.channels = new Map(workspace.channels.map((c) => [c.id, c]));
    this.groups = new Map((workspace.usergroups ?? []).map((g) => [g.id, g]));
  }

  /** name is how a person is shown: the real name, else the handle. */
  name(id, fallback = null) {
    const user = this.users.get(id);
    return user ? user.real_name || user.name : (fallback ?? id);
  }

  channelName(id) {
    return this.channels.get(id)?.name || null;
  }

  groupName(id) {
    const group = this.groups.get(id);
    return group ? `@${group.name || group.handle}` : null;
  }

  isBot(id) {
    return id === this.bot || Boolean(this.users.get(id)?.is_bot);
  }

  /** persons are those one can be: no bots, the deactivated last. */
  persons() {
    const all = [...this.users.values()].filter((u) => !this.isBot(u.id) && u.id !== 'USLACKBOT');
    return all.sort((a, b) => Number(a.deleted ?? false) - Number(b.deleted ?? false));
  }

  /** unit is the first user group someone is in; a group's first member is its head. */
  unit(id) {
    for (const group of this.groups.values()) {
      const members = group.users ?? group.members ?? [];
      if (members.includes(id)) return { name: group.name, head: members[0] === id };
    }
    return null;
  }

  /** about says a person's role or unit, in a word or two. */
  about(id, t) {
    const user = this.users.get(id);
    const unit = this.unit(id);
    if (user?.title) return user.title;
    if (!unit) return '';
    return unit.head ? `${unit.name} · ${t('head')}` : unit.name;
  }

  /** channelsOf lists a person's channels, without direct messages. */
  channelsOf(id) {
    return [...this.channels.values()].filter((c) => !c.is_im && (c.members ?? []).includes(id));
  }

  /** directsOf lists a person's direct messages as {channel, other}. */
  directsOf(id) {
    return [...this.channels.values()]
      .filter((c) => c.is_im && (c.members ?? []).includes(id))
      .map((channel) => ({ channel, other: channel.members.find((m) => m !== id) ?? id }));
  }

  /** directWith is the channel two people share, or undefined before they first wrote. */
  directWith(id, other) {
    return this.directsOf(id).find((d) => d.other === other)?.channel;
  }

  initials(id) {
    const parts = this.name(id).split(/\s+/).filter(Boolean);
    const letters = parts.length > 1 ? [parts[0], parts[parts.length - 1]] : parts;
    return letters
      .map((p) => [...p.normalize('NFC')][0] ?? '')
      .join('')
      .toUpperCase();
  }

  avatar(id) {
    let sum = 0;
    for (const c of id) sum = (sum * 31 + c.codePointAt(0)) % 9973;
    const kind = this.isBot(id) ? 'avatar-bot' : `avatar-${sum % COLOURS}`;
    return h('span', { class: `avatar ${kind}`, 'aria-hidden': 'true' }, this.initials(id));
  }
}

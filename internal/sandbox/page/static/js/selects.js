// Select menus: of fixed options, of people, of channels; one or several.

import { h, icon } from './dom.js';
import { plain } from './mrkdwn.js';
import { openList } from './listbox.js';
import { notice } from './notice.js';

/** optionsOf turns Block Kit options into list items. */
export function optionsOf(options, group = null) {
  return (options ?? []).map((o) => ({
    value: o.value,
    label: plain(o.text),
    detail: plain(o.description),
    url: o.url,
    group,
  }));
}

/** choicesOf gives what a select offers: its own options, or the workspace's people or channels. */
export function choicesOf(e, reader) {
  const { type = '' } = e;
  if (type.includes('users_select')) return peopleItems(reader);
  if (type.includes('channels_select')) return channelItems(reader, e);
  if (type.includes('conversations_select')) return [...channelItems(reader, e), ...directItems(reader, e)];
  if (e.option_groups) return e.option_groups.flatMap((g) => optionsOf(g.options, plain(g.label)));
  return optionsOf(e.options);
}

function peopleItems({ people, me, t }) {
  return people
    .persons()
    .filter((u) => !u.deleted)
    .map((u) => ({
      value: u.id,
      label: people.name(u.id) + (u.id === me ? ` (${t('you')})` : ''),
      detail: people.about(u.id, t) || `@${u.name}`,
      lead: people.avatar(u.id),
    }));
}

function channelItems({ people, me }) {
  return people
    .channelsOf(me)
    .filter((c) => !c.archived)
    .map((c) => ({ value: c.id, label: `#${c.name}` }));
}

function directItems({ people, me }, e) {
  const include = e.filter?.include;
  if (include && !include.includes('im')) return [];
  return people
    .directsOf(me)
    .map(({ channel, other }) => ({ value: channel.id, label: people.name(other), lead: people.avatar(other) }));
}

/** single is a menu of which one is chosen. change(value) resolves to the value that stands in the end. */
export function single(value, { reader, placeholder, items, source, field, clearable }, change) {
  const set = async (wanted) => {
    current = await change(wanted);
    draw();
  };
  const mark = (list) => list.map((i) => ({ ...i, selected: i.value === current }));
  const drop = () =>
    openList({
      anchor: button,
      label: placeholder,
      t: reader.t,
      onPick: (item) => set(item.value),
      items: mark(items()),
      ...(source && { source: async (word) => mark(await source(word)) }),
    });
  let current = value;
  const button = h('button', {
    type: 'button',
    class: 'select',
    'aria-haspopup': 'listbox',
    'aria-labelledby': field?.label ?? null,
    on: { click: drop },
  });
  const clear =
    clearable &&
    h(
      'button',
      { type: 'button', class: 'button button-icon select-clear', on: { click: () => set('') } },
      icon('close'),
    );
  const draw = () => {
    const chosen = items().find((i) => i.value === current);
    button.replaceChildren(
      h('span', { class: chosen ? 'select-value' : 'select-placeholder' }, chosen?.label ?? placeholder),
      icon('down'),
    );
    if (!field) button.setAttribute('aria-label', chosen ? `${placeholder}: ${chosen.label}` : placeholder);
    if (clear) {
      clear.hidden = !current;
      clear.setAttribute('aria-label', reader.t('remove', { name: chosen?.label ?? '' }));
    }
  };
  draw();
  return h('span', { class: 'select-frame' }, button, clear);
}

/** several is a menu of which any number is chosen; each stands as a chip that can be taken away. */
export function several(value, { reader, placeholder, items, source, field, max }, change) {
  let current = [...value];
  const set = async (wanted) => {
    current = [...(await change(wanted))];
    draw();
  };
  const toggle = (item) => {
    if (current.includes(item.value)) {
      set(current.filter((v) => v !== item.value));
      return true;
    }
    if (max && current.length >= max) {
      notice(reader.t('tooMany', { n: max }));
      return false;
    }
    set([...current, item.value]);
    return true;
  };
  const mark = (list) => list.map((i) => ({ ...i, selected: current.includes(i.value) }));
  const drop = () =>
    openList({
      anchor: button,
      label: placeholder,
      t: reader.t,
      multiple: true,
      filter: true,
      onPick: toggle,
      items: mark(items()),
      ...(source && { source: async (word) => mark(await source(word)) }),
    });
  const button = h(
    'button',
    {
      type: 'button',
      class: 'select',
      'aria-haspopup': 'listbox',
      'aria-labelledby': field?.label ?? null,
      'aria-label': field ? null : placeholder,
      on: { click: drop },
    },
    h('span', { class: 'select-placeholder' }, placeholder),
    icon('down'),
  );
  const chips = h('span', { class: 'chips' });
  const draw = () =>
    chips.replaceChildren(
      ...current.map((v) => {
        const label = items().find((i) => i.value === v)?.label ?? v;
        return h(
          'span',
          { class: 'chip' },
          label,
          h(
            'button',
            {
              type: 'button',
              'aria-label': reader.t('remove', { name: label }),
              on: { click: () => set(current.filter((x) => x !== v)) },
            },
            icon('close'),
          ),
        );
      }),
    );
  draw();
  return h('span', { class: 'select-frame several' }, button, chips);
}

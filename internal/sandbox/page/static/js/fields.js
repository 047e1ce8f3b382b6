// Elements that are typed into, and the file input.

import { h, icon } from './dom.js';
import { plain } from './mrkdwn.js';
import { localInput, fromLocalInput, shortDate, time } from './dates.js';
import { notice } from './notice.js';
import * as api from './api.js';

const TYPES = { number_input: 'text', email_text_input: 'email', url_text_input: 'url' };

/** textInput renders every element that holds text; a line, or several. */
export function textInput(e, block, surface, field, change) {
  const long = e.multiline || e.type === 'rich_text_input';
  const triggers = e.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const node = h(long ? 'textarea' : 'input', {
    class: 'input',
    type: long ? null : (TYPES[e.type] ?? 'text'),
    rows: long ? 5 : null,
    inputmode: e.type === 'number_input' ? 'decimal' : null,
    maxlength: e.max_length ?? (e.type === 'plain_text_input' ? 3000 : null),
    placeholder: plain(e.placeholder) || null,
    autofocus: e.focus_on_load,
    value: surface.form.get(block, e),
    on: {
      input: () => {
        if (triggers.includes('on_character_entered')) change(node.value);
        else surface.form.set(block, e, node.value);
      },
      keydown: (event) => {
        if (event.key === 'Enter' && !long && block.dispatch_action && triggers.includes('on_enter_pressed')) {
          event.preventDefault();
          change(node.value);
        }
      },
    },
  });
  return node;
}

/** dateInput renders date, time and date-time pickers. A datetimepicker's value is in Unix seconds, as Slack has it. */
export function dateInput(e, block, surface, field, change) {
  const { tz, t } = surface.reader;
  const withTime = e.type === 'datetimepicker';
  const show = (value) => (withTime && value ? localInput(new Date(Number(value) * 1000), tz) : value);
  const said = h('span', { class: 'date-words' });
  const say = (value) => {
    said.textContent = e.type === 'timepicker' ? '' : spelled(value, withTime, surface.reader);
  };
  const read = (text) => (withTime && text ? String(Math.floor(fromLocalInput(text, tz).getTime() / 1000)) : text);
  const node = h('input', {
    class: 'input input-date',
    type: { datepicker: 'date', timepicker: 'time', datetimepicker: 'datetime-local' }[e.type],
    'aria-label': field ? null : plain(e.placeholder) || t('chooseDate'),
    value: show(surface.form.get(block, e)),
    on: {
      change: async () => {
        const value = await change(read(node.value));
        node.value = show(value);
        say(value);
      },
    },
  });
  say(surface.form.get(block, e));
  return h('span', { class: 'date-frame' }, node, said);
}

/** spelled writes a date in the reader's language: the browser's own picker may put the month first. */
function spelled(value, withTime, reader) {
  if (!value) return '';
  if (!withTime) return shortDate(new Date(`${value}T12:00:00Z`), { ...reader, tz: 'UTC' });
  const date = new Date(Number(value) * 1000);
  return `${shortDate(date, reader)} ${time(date, reader)}`;
}

/** fileInput stores the chosen files in the workspace at once and holds their ids. */
export function fileInput(e, block, surface, field, change) {
  const { reader } = surface;
  const names = new Map();
  const chips = h('span', { class: 'chips' });
  const draw = (ids) =>
    chips.replaceChildren(
      ...ids.map((id) =>
        h(
          'span',
          { class: 'chip' },
          names.get(id) ?? id,
          h(
            'button',
            {
              type: 'button',
              'aria-label': reader.t('removeFile', { name: names.get(id) ?? id }),
              on: { click: async () => draw(await change(ids.filter((other) => other !== id))) },
            },
            icon('close'),
          ),
        ),
      ),
    );
  const take = async () => {
    node.disabled = true;
    try {
      let ids = [...surface.form.get(block, e)];
      for (const file of node.files) {
        const { file_id: id } = await api.upload({ user: reader.me, file });
        names.set(id, file.name);
        ids = [...ids, id].slice(-(e.max_files ?? 10));
      }
      draw(await change(ids));
    } catch (error) {
      notice(reader.t('failed', { reason: error.message }));
    }
    node.disabled = false;
    node.value = '';
  };
  const node = h('input', {
    type: 'file',
    class: 'input-file',
    multiple: (e.max_files ?? 10) > 1,
    accept: e.filetypes?.length ? e.filetypes.map((kind) => `.${kind}`).join(',') : null,
    on: { change: take },
  });
  draw([...surface.form.get(block, e)]);
  return h('span', { class: 'file-frame' }, node, chips);
}

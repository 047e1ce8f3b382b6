// The question before a step that cannot be taken lightly.

import { h } from './dom.js';
import { plain, textObject } from './mrkdwn.js';

/** confirm asks as a Block Kit confirm object says; resolves to true or false. */
export function confirm(object, reader) {
  const { t } = reader;
  return ask({
    title: plain(object.title) || t('confirmAsk'),
    body: textObject(object.text, reader),
    yes: plain(object.confirm) || t('yes'),
    no: plain(object.deny) || t('cancel'),
    danger: object.style === 'danger',
  });
}

/** ask is confirm with plain words. */
export function ask({ title, body, yes, no, danger = false }) {
  return new Promise((resolve) => {
    const done = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const dialog = h(
      'dialog',
      {
        class: 'dialog confirm',
        'aria-label': title,
        data: { testid: 'confirm' },
        on: {
          cancel: (e) => {
            e.preventDefault();
            done(false);
          },
        },
      },
      h('h2', { class: 'dialog-title' }, title),
      h('div', { class: 'dialog-body' }, body),
      h(
        'div',
        { class: 'dialog-foot' },
        h(
          'button',
          { type: 'button', class: 'button', data: { testid: 'confirm-no' }, on: { click: () => done(false) } },
          no,
        ),
        h(
          'button',
          {
            type: 'button',
            class: `button ${danger ? 'button-danger' : 'button-primary'}`,
            data: { testid: 'confirm-yes' },
            on: { click: () => done(true) },
          },
          yes,
        ),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** A tip as it is shown. Texts of a scenario come in as texts alone, whatever is written in them. */
import { sourcePieces } from '../../table/settingText.ts';
import type { Tip } from './tips.ts';

function put<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  parent: HTMLElement,
  text: string,
  className?: string,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  parent.append(element);
  return element;
}

export function tipDom({ title, sort, says, facts, source }: Tip): HTMLElement {
  const tip = document.createElement('div');
  tip.className = 'yaml-tip';
  const head = put('p', tip, '', 'yaml-tip-head');
  put('b', head, title);
  if (sort !== '' && sort !== title) put('span', head, sort);
  if (says !== '') put('p', tip, says);
  if (facts.length > 0) {
    const list = put('dl', tip, '');
    for (const fact of facts) {
      put('dt', list, fact.name);
      put('dd', list, fact.says);
    }
  }
  if (source !== null) {
    const line = put('p', tip, 'Source: ', 'yaml-tip-source');
    for (const { text, href } of sourcePieces(source)) {
      if (href === undefined) line.append(text);
      else Object.assign(put('a', line, text), { href, target: '_blank', rel: 'noopener noreferrer' });
    }
  }
  return tip;
}

/** The same, to be listened to. */
export function tipText({ title, sort, says, facts, source }: Tip): string {
  const all = [`${title}, ${sort}.`, says, ...facts.map((fact) => `${fact.name}: ${fact.says}.`)];
  if (source !== null && /https:/.test(source)) all.push('Press again for its source.');
  return all
    .filter((one) => one !== '')
    .map((one) => one.replace(/\.\.$/, '.'))
    .join(' ');
}

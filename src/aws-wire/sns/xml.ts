/** Answers of AWS Query. */

/** A text, a list (its members), a map (its entries) or a structure. */
export type Xml = string | undefined | readonly Xml[] | ReadonlyMap<string, string> | XmlStructure;
export interface XmlStructure {
  readonly [name: string]: Xml;
}

const NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';

export function resultXml(operation: string, result: XmlStructure, id: string): string {
  const said = `<${operation}Result>${written(result)}</${operation}Result>`;
  const about = `<ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata>`;
  return `<${operation}Response xmlns="${NAMESPACE}">${said}${about}</${operation}Response>`;
}

export function errorXml(code: string, message: string, status: number, id: string): string {
  const error = written({ Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message });
  return `<ErrorResponse xmlns="${NAMESPACE}"><Error>${error}</Error><RequestId>${id}</RequestId></ErrorResponse>`;
}

function written(value: Xml): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escaped(value);
  if (value instanceof Map)
    return [...value].map(([key, text]) => inside('entry', { key, value: text })).join('');
  if (Array.isArray(value)) return value.map((one: Xml) => inside('member', one)).join('');
  return Object.entries(value as XmlStructure)
    .map(([name, one]) => (one === undefined ? '' : inside(name, one)))
    .join('');
}

function inside(name: string, value: Xml): string {
  return `<${name}>${written(value)}</${name}>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A line feed or a tab that the reader shall not take for white space goes by its number. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"]/g, (sign) => ESCAPES[sign]!)
    .replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

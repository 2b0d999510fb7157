import type { Sealed } from '../lab/protocol.ts';
import { filled, sizeOf } from '../rules/letter.ts';
import { envelopeText } from '../rules/sns/envelope.ts';
import { formatCount } from '../ui/format.ts';
import './letter.css';

/** What a message says, with the number of its request filled in. */
export function OpenedLetter({ letter, request, published }: Sealed) {
  const { body, subject, attributes = {}, group, deduplication, key, envelope } = letter;
  const fill = (text: string | undefined) => text && filled(text, request);
  const lines = [
    ['Subject', fill(subject)],
    ['MessageGroupId', fill(group)],
    ['MessageDeduplicationId', fill(deduplication)],
    ['Key', fill(key)],
    ['Size', `${formatCount(sizeOf(letter, request))} bytes`],
  ].filter((line): line is [string, string] => Boolean(line[1]));
  const named = Object.entries(attributes);
  return (
    <div className="letter">
      {body !== '' && <Text title="Body" text={filled(body, request)} />}
      {named.length > 0 && (
        <table className="letter-attributes">
          <caption>Message attributes</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Type</th>
              <th scope="col">Value</th>
            </tr>
          </thead>
          <tbody>
            {named.map(([name, { type, value }]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{type}</td>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl className="letter-lines">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {envelope !== undefined && (
        <>
          <p className="letter-note">
            It travels in the envelope of the topic {envelope}: what arrives is a document of SNS with this
            inside, attributes and all.
          </p>
          {published && <Text title="As it arrives" text={envelopeText({ letter, request, ...published })} />}
        </>
      )}
    </div>
  );
}

function Text({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <figure>
      <figcaption className="letter-title">{title}</figcaption>
      <pre className="letter-body">{text}</pre>
    </figure>
  );
}

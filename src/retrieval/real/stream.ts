/** The events of a stream of server-sent events, as the chat completions of OpenAI come: data lines, the last of them [DONE]. */

export interface Told {
  readonly text: string;
  /** Why it ended, where it says so. */
  readonly finish: string | null;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}

export type StreamPart =
  | { readonly is: 'told'; readonly told: Told }
  | { readonly is: 'done' }
  /** Not of this kind of stream. */
  | { readonly is: 'garbage' };

/** More in one line is no event. */
const LINE_MOST = 1_000_000;

/** Takes a stream in pieces, however it was cut. */
export interface EventReader {
  take(text: string): readonly StreamPart[];
  /** What is left when the stream has ended. */
  end(): readonly StreamPart[];
}

export function eventReader(): EventReader {
  let rest = '';
  return {
    take(text) {
      rest += text;
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop()!;
      const parts = lines.flatMap(partsOf);
      if (rest.length > LINE_MOST) {
        rest = '';
        parts.push({ is: 'garbage' });
      }
      return parts;
    },
    end() {
      const parts = partsOf(rest.trimEnd());
      rest = '';
      return parts;
    },
  };
}

/** An empty line ends an event, one with a colon in front is a word to nobody; event, id and retry say nothing here. */
function partsOf(line: string): StreamPart[] {
  if (line === '' || line.startsWith(':') || /^(?:event|id|retry):/.test(line)) return [];
  if (!line.startsWith('data:')) return [{ is: 'garbage' }];
  const data = line.slice('data:'.length).trim();
  if (data === '[DONE]') return [{ is: 'done' }];
  try {
    const told = toldOf(JSON.parse(data));
    return [told ? { is: 'told', told } : { is: 'garbage' }];
  } catch {
    return [{ is: 'garbage' }];
  }
}

/** A piece of a streamed answer, or a whole one. */
export function toldOf(raw: unknown): Told | null {
  if (!isRecord(raw)) return null;
  const { choices, usage } = raw;
  if (!Array.isArray(choices)) return null;
  const [first] = choices as readonly unknown[];
  const choice = isRecord(first) ? first : {};
  const said = isRecord(choice.delta) ? choice.delta : isRecord(choice.message) ? choice.message : {};
  const counted = isRecord(usage) ? usage : {};
  return {
    text: typeof said.content === 'string' ? said.content : '',
    finish: typeof choice.finish_reason === 'string' ? choice.finish_reason : null,
    promptTokens: typeof counted.prompt_tokens === 'number' ? counted.prompt_tokens : null,
    completionTokens: typeof counted.completion_tokens === 'number' ? counted.completion_tokens : null,
  };
}

const isRecord = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

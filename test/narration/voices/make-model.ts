/**
 * A tiny voice in the ONNX format (onnx.proto, written by hand): a tone whose length follows the letters of the text and
 * the pace, and whose pitch follows which letters they are. It takes the inputs every VITS voice takes.
 */
export function makeModel(): Buffer {
  const graph = message(
    7,
    node('Gather', ['scales', 'one'], 'scale'),
    node('Cast', ['x_length'], 'length1', 'to', 1),
    node('Squeeze', ['length1'], 'length'),
    node('Mul', ['length', 'perLetter'], 'base'),
    node('Mul', ['base', 'scale'], 'count'),
    node('Range', ['zero', 'count', 'step'], 'time'),
    node('Cast', ['x'], 'letters', 'to', 1),
    node('ReduceMean', ['letters'], 'mean', 'keepdims', 0),
    node('Mul', ['mean', 'perId'], 'pitch'),
    node('Mul', ['time', 'pitch'], 'angle'),
    node('Sin', ['angle'], 'wave'),
    node('Mul', ['wave', 'loud'], 'soft'),
    node('Unsqueeze', ['soft', 'axes'], 'y'),
    bytes(2, 'tiny'),
    integers('one', [1], []),
    integers('axes', [0, 1], [2]),
    float('perLetter', 1120),
    float('zero', 0),
    float('step', 1),
    float('perId', 0.005),
    float('loud', 0.3),
    tensor(11, 'x', INT64, [1, 'T']),
    tensor(11, 'x_length', INT64, [1]),
    tensor(11, 'scales', FLOAT, [3]),
    tensor(12, 'y', FLOAT, [1, 1, 'N']),
  );
  const facts: Record<string, string> = {
    sample_rate: '16000',
    n_speakers: '1',
    language: 'English',
    comment: 'coqui',
    frontend: 'characters',
    add_blank: '0',
    use_eos_bos: '0',
  };
  const metadata = Object.entries(facts).map(([key, value]) => message(14, bytes(1, key), bytes(2, value)));
  return Buffer.concat([number(1, 8), graph, message(8, bytes(1, ''), number(2, 13)), ...metadata]);
}

/** Letters and signs the voice knows, each with its number. */
export function makeTokens(): string {
  return `${Array.from("abcdefghijklmnopqrstuvwxyz.,!?'", (letter, index) => `${letter} ${index + 1}`).join('\n')}\n 40\n`;
}

const FLOAT = 1;
const INT64 = 7;

function node(operation: string, inputs: readonly string[], output: string, attribute?: string, value = 0): Buffer {
  const attributes = attribute === undefined ? [] : [message(5, bytes(1, attribute), number(3, value), number(20, 2))];
  return message(1, ...inputs.map((input) => bytes(1, input)), bytes(2, output), bytes(4, operation), ...attributes);
}

function tensor(field: number, name: string, type: number, shape: readonly (number | string)[]): Buffer {
  const dimensions = shape.map((size) => message(1, typeof size === 'string' ? bytes(2, size) : number(1, size)));
  return message(field, bytes(1, name), message(2, message(1, number(1, type), message(2, ...dimensions))));
}

function float(name: string, value: number): Buffer {
  const raw = Buffer.alloc(4);
  raw.writeFloatLE(value);
  return message(5, number(2, FLOAT), bytes(9, raw), bytes(8, name));
}

function integers(name: string, values: readonly number[], shape: readonly number[]): Buffer {
  const raw = Buffer.alloc(8 * values.length);
  values.forEach((value, index) => raw.writeBigInt64LE(BigInt(value), 8 * index));
  return message(5, ...shape.map((size) => number(1, size)), number(2, INT64), bytes(9, raw), bytes(8, name));
}

/* Protocol buffers: a varint holds field number and kind, then comes the value. */

function number(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

function bytes(field: number, value: string | Buffer): Buffer {
  const content = Buffer.from(value);
  return Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);
}

function message(field: number, ...parts: readonly Buffer[]): Buffer {
  return bytes(field, Buffer.concat(parts));
}

function varint(value: number): Buffer {
  const digits: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return Buffer.from([...digits, rest]);
    digits.push((rest & 127) | 128);
  }
}

/** Sound that lies over another from one of its samples on. */
export type PlayedLayer = { readonly from: number; readonly pcm: AsyncIterable<Float32Array> };

/** Adds layers to a sound of one channel; what of them reaches beyond it is not heard. */
export async function* mixLayers(
  pcm: AsyncIterable<Float32Array>,
  layers: readonly PlayedLayer[],
): AsyncGenerator<Float32Array> {
  const readers = layers.map(({ from, pcm: own }) => openLayer(from, own));
  let position = 0;
  try {
    for await (const samples of pcm) {
      for (const reader of readers) await reader.addTo(samples, position);
      position += samples.length;
      yield samples;
    }
  } finally {
    for (const reader of readers) await reader.close();
  }
}

function openLayer(from: number, pcm: AsyncIterable<Float32Array>) {
  const iterator = pcm[Symbol.asyncIterator]();
  let piece = new Float32Array();
  /** Where in the whole the piece begins. */
  let start = from;
  let isOver = false;
  return {
    async addTo(samples: Float32Array, position: number): Promise<void> {
      const end = position + samples.length;
      while (!isOver && start < end) {
        const [first, last] = [Math.max(position, start), Math.min(end, start + piece.length)];
        for (let at = first; at < last; at += 1)
          samples[at - position] = (samples[at - position] as number) + (piece[at - start] as number);
        if (start + piece.length > end) return;
        const next = await iterator.next();
        isOver = next.done === true;
        start += piece.length;
        piece = next.done === true ? new Float32Array() : Float32Array.from(next.value);
      }
    },
    close: async (): Promise<void> => void (await iterator.return?.()),
  };
}

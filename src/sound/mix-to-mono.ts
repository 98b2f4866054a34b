/** The mean of both channels. */
export async function* mixToMono(pcm: AsyncIterable<Float32Array>): AsyncGenerator<Float32Array> {
  for await (const stereo of pcm) {
    const mono = new Float32Array(stereo.length / 2);
    for (let frame = 0; frame < mono.length; frame += 1) {
      mono[frame] = ((stereo[2 * frame] as number) + (stereo[2 * frame + 1] as number)) / 2;
    }
    yield mono;
  }
}

/* How loud a microphone is, sixty times a second. */
const FLOOR = -60;

/* `show` hears a number from 0 (silence) to 1 (as loud as can be recorded). Out: what stops it. */
export function watchLevel(stream, show) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  const wave = new Float32Array(analyser.fftSize);
  let frame = 0;

  function look() {
    analyser.getFloatTimeDomainData(wave);
    const power = wave.reduce((sum, value) => sum + value * value, 0) / wave.length;
    const decibels = 10 * Math.log10(power + 1e-12);
    show(Math.min(1, Math.max(0, 1 - decibels / FLOOR)));
    frame = requestAnimationFrame(look);
  }

  context.createMediaStreamSource(stream).connect(analyser);
  look();
  return () => {
    cancelAnimationFrame(frame);
    context.close();
    show(0);
  };
}

/** What both the browser's own reader and its stand-in can do. */
interface QrDetector {
  detect(image: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}

type DetectorClass = (new (options: { formats: ['qr_code'] }) => QrDetector) & {
  getSupportedFormats(): Promise<readonly string[]>;
};

interface QrReader {
  /** Rejects when there is no camera or it was refused. */
  readonly started: Promise<void>;
  stop(): void;
}

const pauseMs = 150;

/** Looks at the camera until `onText` says that it has what it wanted. */
export function openQrReader(video: HTMLVideoElement, onText: (text: string) => boolean): QrReader {
  const ending = new AbortController();
  const isOver = (): boolean => ending.signal.aborted;
  let stream: MediaStream | null = null;

  function stop(): void {
    ending.abort();
    for (const track of stream?.getTracks() ?? []) track.stop();
  }

  async function look(detector: QrDetector): Promise<void> {
    while (!isOver()) {
      const found = await detector.detect(video).catch(() => []);
      const text = found[0]?.rawValue;
      if (text !== undefined && !isOver() && onText(text)) stop();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  async function start(): Promise<void> {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    if (isOver()) stop();
    video.srcObject = stream;
    await video.play();
    void look(await createDetector());
  }

  return { started: start(), stop };
}

/** The browser's own reader where it knows QR codes, otherwise one that is loaded now. */
async function createDetector(): Promise<QrDetector> {
  const own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (own !== undefined) {
    const formats = await own.getSupportedFormats().catch((): readonly string[] => []);
    if (formats.includes('qr_code')) return new own({ formats: ['qr_code'] });
  }
  const { BarcodeDetector } = await import('qr/decode.js');
  return new BarcodeDetector({ formats: ['qr_code'] });
}

import { foldText } from '@sipas/shared/kernel';

/** Twice the size of the picture, so that it stays sharp on paper. */
const scale = 2;

/** Answers: the name of a file for a picture of this title, in letters that every system takes. */
export const pictureFileName = (title: string, ending: 'svg' | 'png'): string =>
  `sipas_${foldText(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80)}.${ending}`;

export const svgFile = (svg: string): Blob => new Blob([svg], { type: 'image/svg+xml' });

/** Answers: the same picture in dots; null where the browser cannot draw it. */
export async function pngFile(svg: string): Promise<Blob | null> {
  const address = URL.createObjectURL(svgFile(svg));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => {
      canvas.toBlob(resolve, 'image/png');
    });
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

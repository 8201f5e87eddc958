/** Hands a file to the browser's own download, as a click on a link would. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The download keeps its own hold on the bytes once it has begun.
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 10_000);
}

const EDGE_MAX = 1_800
const QUALITY = 0.85

const shrunk = new WeakMap<Blob, Promise<Blob>>()

/**
 * A photo small enough to be sent from a phone, as JPEG: that also leaves behind where it was
 * taken. What the browser cannot read is sent as it is; the server says what it makes of it.
 * A photo is shrunk once, however often it is asked for.
 */
export function shrinkPhoto(photo: Blob): Promise<Blob> {
  const small = shrunk.get(photo) ?? shrink(photo)
  shrunk.set(photo, small)
  return small
}

/** Says of a photo that it has been shrunk before: each time would cost some of its quality. */
export function markShrunk(photo: Blob): void {
  shrunk.set(photo, Promise.resolve(photo))
}

async function shrink(photo: Blob): Promise<Blob> {
  try {
    const bitmap = await createImageBitmap(photo)
    const scale = Math.min(1, EDGE_MAX / Math.max(bitmap.width, bitmap.height))
    const width = Math.max(1, Math.round(bitmap.width * scale))
    const height = Math.max(1, Math.round(bitmap.height * scale))
    const canvas = new OffscreenCanvas(width, height)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height)
    bitmap.close()
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
  } catch {
    return photo
  }
}

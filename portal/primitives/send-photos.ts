import type { Answer } from '../client'
import { shrinkPhoto } from './shrink-photo'

/** Sends photos one after another, as small as they may be; says whether all of them arrived. */
export async function sendPhotos(
  photos: readonly Blob[],
  send: (photo: Blob) => Promise<Answer<unknown>>,
): Promise<boolean> {
  let all_arrived = true
  for (const photo of photos) {
    const answer = await send(await shrinkPhoto(photo))
    if (answer.type !== 'done') all_arrived = false
  }
  return all_arrived
}

import { For, Show } from 'solid-js'
import { PHOTOS_MAX } from '../primitives/photo-store'
import { text } from '../text/text'
import { Field } from './field'

/** Photos to send along, added one by one or together. */
export function PhotoField(props: {
  photos: readonly File[]
  onChange: (photos: readonly File[]) => void
}) {
  return (
    <div class="photo-field">
      <Field
        name="photos"
        label={text('claim_photos')}
        hint={text('claim_photos_hint')}
        problem={props.photos.length > PHOTOS_MAX ? text('claim_photos_too_many') : undefined}
        optional
      >
        {(ties) => (
          <input
            {...ties}
            class="field-input"
            type="file"
            accept="image/jpeg,image/png,image/webp,image/heic"
            multiple
            onChange={({ currentTarget }) => {
              props.onChange([...props.photos, ...(currentTarget.files ?? [])])
              // What was chosen stands below; the same file can be chosen again.
              currentTarget.value = ''
            }}
          />
        )}
      </Field>
      <Show when={props.photos.length > 0}>
        <ul class="photos">
          <For each={props.photos}>
            {(photo) => (
              <li class="photo">
                <span dir="auto">{photo.name}</span>
                <button
                  class="photo-remove"
                  type="button"
                  aria-label={text('photo_remove', { name: photo.name })}
                  onClick={() => props.onChange(props.photos.filter((each) => each !== photo))}
                >
                  ×
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  )
}

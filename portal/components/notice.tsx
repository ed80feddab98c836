import { onMount, type ParentProps } from 'solid-js'

/** Something that stands in the way, or that went well: said at once, where the reader then is. */
export function Notice(props: ParentProps<{ title: string; tone?: 'danger' | 'good' }>) {
  let notice: HTMLDivElement | undefined
  onMount(() => notice?.focus())
  return (
    <div
      class="notice"
      data-tone={props.tone ?? 'danger'}
      role={props.tone === 'good' ? 'status' : 'alert'}
      tabindex="-1"
      ref={notice}
    >
      <p class="notice-title">{props.title}</p>
      {props.children}
    </div>
  )
}

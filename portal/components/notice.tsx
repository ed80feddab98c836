import { onMount, type ParentProps } from 'solid-js'

/** Something that stands in the way, said at once and where the reader then is. */
export function Notice(props: ParentProps<{ title: string }>) {
  let notice: HTMLDivElement | undefined
  onMount(() => notice?.focus())
  return (
    <div class="notice" role="alert" tabindex="-1" ref={notice}>
      <p class="notice-title">{props.title}</p>
      {props.children}
    </div>
  )
}

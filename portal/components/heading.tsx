import { createEffect, onMount, type ParentProps } from 'solid-js'

/** The page's heading: it names the document, and the focus goes there when the page appears. */
export function Heading(props: ParentProps<{ title: string; shop: string }>) {
  let heading: HTMLHeadingElement | undefined
  onMount(() => {
    // On the first page the focus is where the browser starts; what was typed already keeps it.
    if (!isFirst) heading?.focus({ preventScroll: true })
    isFirst = false
  })
  createEffect(() => {
    document.title = `${props.title} · ${props.shop}`
  })
  return (
    <h1 class="heading" tabindex="-1" ref={heading}>
      {props.children ?? props.title}
    </h1>
  )
}

let isFirst = true

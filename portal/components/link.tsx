import type { ParentProps } from 'solid-js'
import { addressOf, go } from '../router'

/** A link to another page of the portal: a plain one, so that it opens in tabs, too. */
export function Link(props: ParentProps<{ to: string; class?: string }>) {
  const follow = (event: MouseEvent) => {
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    if (elsewhere || event.button !== 0) return
    event.preventDefault()
    go(props.to)
  }
  return (
    <a class={props.class} href={addressOf(props.to)} onClick={follow}>
      {props.children}
    </a>
  )
}

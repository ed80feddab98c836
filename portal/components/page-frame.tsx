import { createEffect, type ParentProps } from 'solid-js'
import { text } from '../text/text'

/** What every page has around it: whose it is. */
export function PageFrame(props: ParentProps<{ shop: string | undefined }>) {
  createEffect(() => {
    const { shop } = props
    document.title = shop ? text('page_title_of', { shop }) : text('page_title')
  })
  return (
    <>
      <header class="frame-header">
        <p class="frame-shop" dir="auto">
          {props.shop}
        </p>
      </header>
      <main class="frame-main">{props.children}</main>
    </>
  )
}

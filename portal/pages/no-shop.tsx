import { text } from '../text/text'

/** Instead of a form that could find nothing. */
export function NoShop() {
  return (
    <section class="no-shop" role="alert">
      <h1>{text('no_shop_title')}</h1>
      <p>{text('no_shop_help')}</p>
    </section>
  )
}

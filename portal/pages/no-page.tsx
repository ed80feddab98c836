import { Heading } from '../components/heading'
import { Link } from '../components/link'
import { text } from '../text/text'

/** Instead of a form that could find nothing. */
export function NoShop() {
  return (
    <>
      <Heading title={text('no_shop_title')} shop="404" />
      <p class="intro">{text('no_shop_help')}</p>
    </>
  )
}

export function NoPage(props: { shop: string }) {
  return (
    <>
      <Heading title={text('no_page_title')} shop={props.shop} />
      <p class="intro">{text('no_page_help')}</p>
      <p>
        <Link class="button" to="">
          {text('to_find')}
        </Link>
      </p>
    </>
  )
}

export function SignedOut(props: { shop: string }) {
  return (
    <>
      <Heading title={text('session_ended_title')} shop={props.shop} />
      <p class="intro">{text('session_ended_help')}</p>
      <p>
        <Link class="button" to="">
          {text('new_link')}
        </Link>
      </p>
    </>
  )
}

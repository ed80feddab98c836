import { text } from '../text/text'
import { Heading } from './heading'
import { Link } from './link'

/** Instead of a form that would be refused. */
export function TooLate(props: { shop: string }) {
  return (
    <>
      <Heading title={text('too_late_title')} shop={props.shop} />
      <p class="intro">{text('too_late_help')}</p>
      <p>
        <Link class="button" to="order">
          {text('back')}
        </Link>
      </p>
    </>
  )
}

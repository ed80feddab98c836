import { text } from '../text/text'
import { Heading } from './heading'

/** Of the last one it is known how it ended. */
export const STEPS = 4

export function StepHeading(props: { step: number; title: string; shop: string }) {
  return (
    <div class="step">
      <p class="quiet">{text('step', { step: String(props.step), count: String(STEPS) })}</p>
      <Heading title={props.title} shop={props.shop} />
    </div>
  )
}

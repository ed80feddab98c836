import { text } from '../text/text'

/** How many of a line, from none to all that are there. */
export function QuantityPicker(props: {
  name: string
  title: string
  max: number
  quantity: number
  onChange: (quantity: number) => void
}) {
  const options = () => Array.from({ length: props.max + 1 }, (_, quantity) => quantity)
  return (
    <select
      class="field-input quantity-picker"
      name={props.name}
      aria-label={text('return_quantity', { title: props.title })}
      onChange={(event) => props.onChange(Number(event.currentTarget.value))}
    >
      {options().map((quantity) => (
        <option value={quantity} selected={quantity === props.quantity}>
          {quantity}
        </option>
      ))}
    </select>
  )
}

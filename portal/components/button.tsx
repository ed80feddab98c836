import type { ParentProps } from 'solid-js'

interface ButtonProps {
  type?: 'submit' | 'button'
  look?: 'strong' | 'quiet' | 'danger'
  busy?: boolean
  /** Said instead of the label while it is busy. */
  busy_label?: string
  onPress?: () => void
}

/** Not `disabled` while it works: that would take the focus away. */
export function Button(props: ParentProps<ButtonProps>) {
  return (
    <>
      <button
        class="button"
        data-look={props.look ?? 'strong'}
        type={props.type ?? 'button'}
        aria-disabled={props.busy ? 'true' : undefined}
        onClick={() => {
          if (!props.busy) props.onPress?.()
        }}
      >
        {props.busy ? (props.busy_label ?? props.children) : props.children}
      </button>
      <output class="visually-hidden">{props.busy ? props.busy_label : ''}</output>
    </>
  )
}

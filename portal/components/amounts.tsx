import { For } from 'solid-js'

export interface Amount {
  label: string
  amount: string
  strong?: boolean
}

/** Amounts below each other, the last of them what it all comes to. */
export function Amounts(props: { amounts: readonly Amount[] }) {
  return (
    <dl class="totals">
      <For each={props.amounts}>
        {(row) => (
          <div class="totals-row" data-strong={row.strong ? '' : undefined}>
            <dt>{row.label}</dt>
            <dd>{row.amount}</dd>
          </div>
        )}
      </For>
    </dl>
  )
}

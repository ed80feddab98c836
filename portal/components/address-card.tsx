import { For } from 'solid-js'
import type { Address } from '../client'
import { countryName } from '../text/format'

/** An address as it stands on a parcel. */
export function AddressLines(props: { address: Address }) {
  const lines = () => {
    const { name, line1, line2, postal_code, city, region, country } = props.address
    const place = [postal_code, city].filter(Boolean).join(' ')
    return [name, line1, line2, place, region, countryName(country)].filter(Boolean)
  }
  return (
    <address class="address" translate="no">
      <For each={lines()}>{(line) => <span dir="auto">{line}</span>}</For>
    </address>
  )
}

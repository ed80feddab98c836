import { For } from 'solid-js'
import type { Address } from '../client'
import { countryName } from '../text/format'

/** An address, its country in the customer's language; on a parcel, as carriers everywhere read it. */
export function AddressLines(props: { address: Address; on_parcel?: boolean }) {
  const lines = () => {
    const { name, line1, line2, postal_code, city, region, country } = props.address
    const place = [postal_code, city].filter(Boolean).join(' ')
    const land = props.on_parcel ? countryName(country, 'en') : countryName(country)
    return [name, line1, line2, place, region, land].filter(Boolean)
  }
  return (
    <address class="address" translate="no">
      <For each={lines()}>{(line) => <span dir="auto">{line}</span>}</For>
    </address>
  )
}

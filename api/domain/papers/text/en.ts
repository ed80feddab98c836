/** The fixed words of what is printed for customers; names in braces are filled in. */
export const en = {
  order_of: 'Order {number} of {date}',
  from: 'From',
  to: 'To',
  item: 'Item',
  quantity: 'Quantity',
  page: 'Page {page}',

  return_label: 'Return label {reference}',
  label_steps: 'How to send it back',
  label_pack: 'Pack the items so that they cannot break; their own box is best.',
  label_enclose: 'Put this page with the list of contents inside.',
  label_stick: 'Cut out the label and stick it flat on the largest side. Cover older labels.',
  label_hand_in: 'Hand the parcel in, and keep the receipt until the return is completed.',
  label_contents: 'In this parcel ({reference}):',

  packing_slip: 'Packing slip',
  parcels: '{count} parcels',
  pickup: 'Pickup: {place}',
  part: '{title} (part)',
  more: 'and {count} more',

  credit_note: 'Credit note',
  number: 'Number',
  date: 'Date',
  order: 'Order',
  issued_by: 'Issued by',
  reason: 'Reason',
  net: 'Net',
  tax: 'Tax',
  amount: 'Amount',
  shipping: 'Shipping',
  goodwill: 'Goodwill',
  deduction: 'Deduction',
  credited: 'Credited',

  acknowledgement: 'Acknowledgement of withdrawal',
  reference: 'Reference',
  received: 'Received',
  declared: 'What was declared',
} as const

export type PaperKey = keyof typeof en
export type PaperText = Readonly<Record<PaperKey, string>>

import type { MailText } from './en'

export const fr: MailText = {
  hello: 'Bonjour {name},',
  items: 'Articles',
  total: 'Total',
  amount: 'Montant',
  received: 'Reçu le',
  parcel: 'Colis',
  track: 'Suivre le colis',
  view: 'Voir votre commande',
  open: 'Ouvrir ma commande',
  footer: 'Vous recevez cet e-mail en raison de votre commande {number} chez {shop}.',

  order_placed_subject: 'Nous avons reçu votre commande {number}',
  order_placed_title: 'Merci pour votre commande',
  order_placed_body: 'Vos articles sont réservés. Nous vous écrirons dès leur départ.',
  shipped_subject: 'Votre commande {number} est en route',
  shipped_title: 'Votre colis est en route',
  shipped_body: 'Nous avons remis ces articles au transporteur.',
  out_for_delivery_subject: 'Votre commande {number} arrive aujourd’hui',
  out_for_delivery_title: 'Votre colis est en cours de livraison',
  out_for_delivery_body: 'Le transporteur vous l’apporte aujourd’hui.',
  delayed_subject: 'Votre commande {number} a du retard',
  delayed_title: 'Votre colis a du retard',
  delayed_body:
    'Il mettra plus de temps que prévu. Nous en sommes désolés. Vous n’avez rien à faire.',
  delivered_subject: 'Votre commande {number} est arrivée',
  delivered_title: 'Votre colis est arrivé',
  delivered_body:
    'S’il manque quelque chose, ou si un article est abîmé, dites-le-nous sur la page de votre commande.',
  return_approved_subject: 'Votre retour pour la commande {number}',
  return_approved_title: 'Vous pouvez renvoyer vos articles',
  return_approved_body:
    'L’étiquette se trouve sur la page de votre commande. Collez-la sur le colis et déposez-le.',
  return_kept_title: 'Vous pouvez garder les articles',
  return_kept_body:
    'Rien n’est à renvoyer. Vient ensuite ce qui a été convenu : remboursement, avoir ou échange.',
  return_unlabeled_body:
    'Apportez-nous ou envoyez-nous les articles. La page de votre commande indique ce que comprend le retour.',
  return_received_subject: 'Votre retour pour la commande {number} est arrivé',
  return_received_title: 'Votre retour est arrivé',
  return_received_body:
    'Nous avons vérifié les articles. Vient ensuite ce qui a été convenu : remboursement, avoir ou échange.',
  refunded_subject: 'Votre remboursement pour la commande {number}',
  refunded_title: 'Nous vous avons remboursé',
  refunded_body:
    'Le montant arrive sur votre moyen de paiement, en général sous cinq jours ouvrés.',
  credited_title: 'Vous avez un nouvel avoir',
  credited_body: 'Il vous attend pour votre prochaine commande chez {shop}.',
  withdrawal_received_subject: 'Votre rétractation de la commande {number}',
  withdrawal_received_title: 'Votre rétractation est enregistrée',
  withdrawal_received_body:
    'Voici ce que vous avez déclaré, reçu à la date et à l’heure ci-dessous. Conservez cet e-mail comme accusé de réception. Ce qui est déjà parti se renvoie avec l’étiquette de la page de votre commande.',
  magic_link_subject: 'Votre lien vers la commande {number}',
  magic_link_title: 'Ouvrir votre commande',
  magic_link_body:
    'Avec ce lien, vous pouvez modifier, annuler ou renvoyer la commande {number}. Il fonctionne une seule fois, pendant {minutes} minutes. Si vous ne l’avez pas demandé, ne faites rien : personne d’autre ne l’a.',
}

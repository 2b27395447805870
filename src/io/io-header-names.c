#include "config.h"

#include "io/io-header-names.h"

#include <string.h>

#include "base/base-money.h"
#include "base/base-text.h"

/* Shorter names are not compared for misspellings: too many words are one letter apart. */
#define SHORTEST_MISSPELT 5

/* The names that headers have in the tables of other programs: folded, without spaces and
 * punctuation. Names of numbers that are something else ("reorder quantity", "quantity per unit",
 * "supplier id") are left out on purpose. */
static const struct
{
  IoPropertyId id;
  guint        rank;
  const char  *names;
} names[] = {
  { IO_PROPERTY_NAME, IO_RANK_SURE,
    "name productname product itemname articlename producttitle "
    "artikelname artikelbezeichnung produktname produktbezeichnung bezeichnung "
    "nom nomproduit nomduproduit designation libelle nombre nombreproducto nombredelproducto "
    "nomeprodotto nomedoproduto productnaam artikelnaam nazwa nazwaproduktu produktnamn varunamn" },
  { IO_PROPERTY_NAME, IO_RANK_USUAL,
    "item title article artikel produkt ware produit producto articulo prodotto articolo produto "
    "artigo towar tuote vare vara naam nome" },
  { IO_PROPERTY_NAME, IO_RANK_LIKELY,
    "description productdescription itemdescription beschreibung artikelbeschreibung descripcion "
    "descrizione descricao omschrijving opis" },

  { IO_PROPERTY_SKU, IO_RANK_SURE, "sku skuid skucode skunumber skuno" },
  { IO_PROPERTY_SKU, IO_RANK_USUAL,
    "productid productno productnumber productcode itemid itemno itemnumber itemcode articleno "
    "articlenumber articleid articlecode stockcode stocknumber partno partnumber "
    "artikelnummer artikelnr artikelno artnr artikelid artikelcode produktnummer produktnr "
    "produktid bestellnummer bestellnr sachnummer materialnummer "
    "referenceproduit codeproduit codearticle codigo codigoproducto codigoproduto "
    "codiceprodotto codicearticolo productnummer kodproduktu varenummer" },
  { IO_PROPERTY_SKU, IO_RANK_LIKELY,
    "id code nummer number nr no reference ref referencia codice" },

  { IO_PROPERTY_BARCODE, IO_RANK_SURE,
    "barcode barcodes ean eancode ean13 ean8 gtin gtin13 gtin14 upc upca upccode strichcode "
    "eannummer eannr codebarres codeabarres codigodebarras codigobarras codiceabarre "
    "kodkreskowy streckkod stregkode strekkode" },
  { IO_PROPERTY_BARCODE, IO_RANK_USUAL, "isbn isbn13" },

  { IO_PROPERTY_CATEGORY, IO_RANK_SURE,
    "category categoryname productcategory itemcategory kategorie kategoriename produktkategorie "
    "warengruppe artikelgruppe produktgruppe categorie categoria kategoria kategori" },
  { IO_PROPERTY_CATEGORY, IO_RANK_USUAL,
    "productgroup itemgroup groupname productfamily productcategories categories famille familia "
    "rubrik" },
  { IO_PROPERTY_CATEGORY, IO_RANK_LIKELY,
    "group gruppe groupe grupo gruppo department section subcategory producttype type" },

  { IO_PROPERTY_QUANTITY, IO_RANK_SURE,
    "quantity qty stockquantity stockqty quantityinstock qtyinstock unitsinstock quantityonhand "
    "qtyonhand onhand stockonhand onhandquantity currentstock stocklevel instock "
    "menge bestand lagerbestand aktuellerbestand istbestand stueckzahl stuckzahl lagermenge "
    "quantite quantiteenstock cantidad existencias quantita giacenza quantidade estoque "
    "aantal voorraad ilosc antal saldo lagersaldo" },
  { IO_PROPERTY_QUANTITY, IO_RANK_USUAL,
    "stock inventory available availablequantity quantityavailable balance anzahl stueck stuck "
    "vorrat enstock" },
  { IO_PROPERTY_QUANTITY, IO_RANK_LIKELY, "count units amount pieces" },

  { IO_PROPERTY_UNIT, IO_RANK_SURE,
    "unit unitofmeasure uom unitofmeasurement measureunit stockunit einheit mengeneinheit "
    "masseinheit verkaufseinheit unite unidad unidaddemedida unitadimisura unidade eenheid "
    "jednostka enhet enhed" },
  { IO_PROPERTY_UNIT, IO_RANK_LIKELY, "measure me um" },

  { IO_PROPERTY_UNIT_DECIMALS, IO_RANK_SURE, "unitdecimals quantitydecimals nachkommastellen" },

  { IO_PROPERTY_PRICE, IO_RANK_SURE,
    "price unitprice priceperunit sellingprice saleprice salesprice retailprice listprice "
    "preis stueckpreis stuckpreis einzelpreis verkaufspreis vkpreis preisprostuck vk "
    "prix prixunitaire prixdevente precio preciounitario preciodeventa prezzo prezzounitario preco "
    "precounitario prijs stuksprijs cena cenajednostkowa pris" },
  { IO_PROPERTY_PRICE, IO_RANK_USUAL,
    "msrp rrp netprice grossprice nettopreis bruttopreis productprice itemprice" },
  { IO_PROPERTY_PRICE, IO_RANK_LIKELY,
    "cost unitcost costprice purchaseprice buyingprice einkaufspreis ekpreis ek cout costo coste "
    "custo kostprijs" },

  { IO_PROPERTY_EXPIRY_DATE, IO_RANK_SURE,
    "expirydate expiry expirationdate expiration expiredate expires expireson expiresat "
    "bestbefore bestbeforedate bestby bestbydate bbd bbe useby usebydate sellby "
    "mhd mindesthaltbarkeitsdatum mindesthaltbarkeit mindestenshaltbarbis haltbarbis ablaufdatum "
    "verfallsdatum verfalldatum verfall verbrauchsdatum zuverbrauchenbis "
    "dlc ddm dluo dateexpiration datedexpiration dateperemption datedeperemption "
    "fechacaducidad fechadecaducidad fechadevencimiento caducidad vencimiento datadiscadenza "
    "scadenza datadevalidade validade houdbaartot tht thtdatum datawaznosci utgangsdatum "
    "bastforedatum" },
  { IO_PROPERTY_EXPIRY_DATE, IO_RANK_USUAL, "shelflifeuntil gueltigbis gultigbis validuntil" },

  { IO_PROPERTY_REORDER_LEVEL, IO_RANK_SURE,
    "reorderlevel reorderpoint reorderthreshold reorderat minstock minimumstock minstocklevel "
    "minimumstocklevel minquantity minimumquantity minqty minlevel minimumlevel lowstocklevel "
    "lowstockthreshold parlevel safetystock "
    "mindestbestand meldebestand minbestand mindestmenge sicherheitsbestand minimalbestand "
    "stockminimum stockmin seuil seuildalerte seuildereapprovisionnement stockminimo "
    "nivelderepedido scortaminima livellodiriordino estoqueminimo minimumvoorraad minvoorraad "
    "stanminimalny" },
  { IO_PROPERTY_REORDER_LEVEL, IO_RANK_LIKELY, "minimum min reorder threshold" },

  { IO_PROPERTY_SUPPLIER, IO_RANK_SURE,
    "supplier suppliername vendor vendorname lieferant lieferantenname lieferantname fournisseur "
    "nomfournisseur nomdufournisseur proveedor nombreproveedor fornitore fornecedor leverancier "
    "dostawca leverantor leverandor" },
  { IO_PROPERTY_SUPPLIER, IO_RANK_LIKELY,
    "manufacturer hersteller fabricant fabricante produttore companyname" },

  { IO_PROPERTY_LOCATION, IO_RANK_SURE,
    "location warehouselocation stocklocation storagelocation storageplace binlocation "
    "lagerort lagerplatz stellplatz regalplatz standort "
    "emplacement ubicacion ubicazione localizacao locatie magazijnlocatie lokalizacja lagerplats "
    "placering" },
  { IO_PROPERTY_LOCATION, IO_RANK_LIKELY,
    "warehouse storage bin binno shelf aisle lager regal fach magazin entrepot almacen magazzino "
    "armazem magazijn" },

  { IO_PROPERTY_NOTES, IO_RANK_SURE,
    "notes note comment comments remark remarks notiz notizen bemerkung bemerkungen anmerkung "
    "anmerkungen kommentar kommentare hinweis commentaire commentaires remarque remarques notas "
    "observaciones observacoes osservazioni opmerking opmerkingen uwagi anteckningar" },
  { IO_PROPERTY_NOTES, IO_RANK_LIKELY,
    "description productdescription itemdescription beschreibung artikelbeschreibung info "
    "descripcion descrizione descricao omschrijving opis" },
};

/* Drops what stands in brackets: "Price (USD)", "Weight [kg]". */
static void
drop_brackets (char *text)
{
  char *to = text;
  guint depth = 0;

  for (const char *from = text; *from != '\0'; from++)
    {
      if (*from == '(' || *from == '[')
        depth++;
      else if ((*from == ')' || *from == ']') && depth > 0)
        depth--;
      else if (depth == 0)
        *to++ = *from;
    }
  *to = '\0';
}

/* Drops a currency that ends a header of several words: "Price EUR", "Preis in EUR". */
static void
drop_currency (char **words)
{
  guint n = g_strv_length (words);

  if (n < 2 || !base_money_is_currency (words[n - 1]))
    return;
  g_clear_pointer (&words[n - 1], g_free);
  if (n > 2 && g_ascii_strcasecmp (words[n - 2], "in") == 0)
    g_clear_pointer (&words[n - 2], g_free);
}

/* Letters and digits of the folded text. */
static char *
simplify (const char *text)
{
  g_autofree char *folded = base_text_fold (text);
  GString *simple = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (simple, g_utf8_get_char (p));
  return g_string_free (simple, FALSE);
}

static char *
simplify_header (const char *header)
{
  g_autofree char *text = g_strdup (header);
  g_auto (GStrv) words = NULL;
  g_autofree char *joined = NULL;

  drop_brackets (text);
  words = base_text_split_words (text);
  drop_currency (words);
  joined = g_strjoinv (" ", words);
  return simplify (joined);
}

/* Whether one letter is missing, too much or another one, or two neighbours are exchanged. */
static gboolean
is_misspelt (const char *word,
             const char *name)
{
  gsize n_word = strlen (word);
  gsize n_name = strlen (name);
  gsize same = 0;

  if (n_name < SHORTEST_MISSPELT || n_word + 1 < n_name || n_name + 1 < n_word)
    return FALSE;
  while (word[same] != '\0' && word[same] == name[same])
    same++;
  word += same;
  name += same;
  if (n_word < n_name)
    return strcmp (word, name + 1) == 0;
  if (n_word > n_name)
    return strcmp (word + 1, name) == 0;
  if (*word == '\0' || strcmp (word + 1, name + 1) == 0)
    return TRUE;
  return word[0] == name[1] && word[1] == name[0] && strcmp (word + 2, name + 2) == 0;
}

/* The rank of a simplified header among names between spaces, or 0. */
static guint
rank_among (const char *word,
            const char *list,
            guint       rank)
{
  g_auto (GStrv) choices = base_text_split_words (list);
  guint best = 0;

  for (guint i = 0; choices[i] != NULL; i++)
    {
      if (strcmp (word, choices[i]) == 0)
        return rank;
      if (is_misspelt (word, choices[i]))
        best = rank + IO_RANK_MISSPELT;
    }
  return best;
}

static guint
better_rank (guint a,
             guint b)
{
  if (a == 0 || b == 0)
    return MAX (a, b);
  return MIN (a, b);
}

/**
 * io_header_rank:
 * @header: the header of a column
 * @id: a property
 *
 * Tells how well a header names a property. Case, accents, punctuation, what stands in brackets
 * and a currency at the end do not count. Beside the names in the table above the property's own
 * name and its label in the user's language are known.
 *
 * Returns: the rank, lower is surer; 0 if the header does not name the property
 */
guint
io_header_rank (const char   *header,
                IoPropertyId  id)
{
  g_autofree char *word = simplify_header (header);
  g_autofree char *own_name = simplify (io_property_get (id)->name);
  g_autofree char *label = simplify (io_property_get_label (id));
  guint rank = 0;

  if (*word == '\0')
    return 0;
  if (strcmp (word, own_name) == 0 || strcmp (word, label) == 0)
    return IO_RANK_SURE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].id == id)
      rank = better_rank (rank, rank_among (word, names[i].names, names[i].rank));
  return rank;
}

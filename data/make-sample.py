#!/usr/bin/env python3
"""Writes the sample inventory, the stock of a small village shop, as CSV.

    make-sample.py OUT.csv

The same on every run. A date is a number of days from the day on which the sample is taken in
(expiry_days; negative: expired), so that it looks alive whenever that is. Quantities, reorder
levels and prices are exact decimals with a point; a barcode is an EAN-13 of the range for use
inside a shop, so that no sample product claims the number of a real one.
"""

import csv
import sys

COLUMNS = ['category', 'category_colour', 'name', 'sku', 'barcode', 'quantity', 'unit',
           'unit_decimals', 'price', 'expiry_days', 'reorder_level', 'supplier', 'location',
           'notes']

UNIT_DECIMALS = {'kg': 3, 'l': 2, 'm': 1}

# Category, colour, prefix of its SKUs, and its products, one a line:
# name | unit | quantity | price | expiry in days | reorder level | supplier | location | notes
CATEGORIES = [
    ('Bakery', '#e5a50a', 'BAK', '''
Sourdough Loaf | pcs | 14 | 4.20 | 2 | 6 | Mill Lane Bakery | Counter 1
Rye Bread | pcs | 9 | 3.90 | 4 | 4 | Mill Lane Bakery | Counter 1
Butter Croissant | pcs | 22 | 1.60 | 1 | 12 | Mill Lane Bakery | Counter 1 | Order by 17:00 for the next morning
Pain au Chocolat | pcs | 5 | 1.90 | 1 | 10 | Mill Lane Bakery | Counter 1
Oat Rolls | pcs | 31 | 0.75 | 2 | 15 | Mill Lane Bakery | Counter 1
Pretzels | pcs | 18 | 0.95 | 1 | 10 | Mill Lane Bakery | Counter 1
Sliced Toast | pack | 24 | 2.10 | 9 | 8 | Fairfield Foods | Shelf A1
Crispbread | pack | 36 | 2.45 | 210 | 10 | Fairfield Foods | Shelf A1
Rice Cakes | pack | 28 | 1.85 | 185 | 8 | Fairfield Foods | Shelf A1
Breadcrumbs | pack | 17 | 1.40 | 150 | 5 | Fairfield Foods | Shelf A2
Tortilla Wraps | pack | 3 | 2.60 | 48 | 6 | Fairfield Foods | Shelf A2
Lemon Drizzle Cake | pcs | 4 | 6.50 | 5 | 2 | Mill Lane Bakery | Counter 1
Apple Strudel | pcs | 6 | 5.80 | -1 | 2 | Mill Lane Bakery | Counter 1 | Sell at half price today
Burger Buns | pack | 15 | 1.95 | 12 | 6 | Fairfield Foods | Shelf A1
Flammkuchen Base | pack | 11 | 2.75 | 64 | | Fairfield Foods | Shelf A2
'''),
    ('Beverages', '#3584e4', 'BEV', '''
Mineral Water 1 l | bottle | 144 | 0.85 | 420 | 48 | Harbour Drinks | Cellar 1 | Deposit 0.25
Sparkling Water 0.5 l | bottle | 96 | 0.70 | 390 | 36 | Harbour Drinks | Cellar 1 | Deposit 0.15
Apple Juice | bottle | 42 | 2.20 | 240 | 18 | Orchard Hill | Cellar 1
Elderflower Cordial | bottle | 19 | 4.90 | 330 | 6 | Orchard Hill | Shelf B1
Orange Juice | bottle | 12 | 2.95 | 18 | 12 | Harbour Drinks | Fridge 2
Ginger Beer | bottle | 33 | 1.75 | 260 | 12 | Harbour Drinks | Cellar 1
Pale Ale | bottle | 58 | 2.40 | 160 | 24 | Weir Brewery | Cellar 2
Wheat Beer | bottle | 40 | 2.30 | 140 | 20 | Weir Brewery | Cellar 2
Riesling Dry | bottle | 21 | 9.80 | | 6 | Vineyard Sonnberg | Cellar 2
Pinot Noir | bottle | 5 | 13.50 | | 6 | Vineyard Sonnberg | Cellar 2 | New vintage from March
Espresso Beans | kg | 8.250 | 22.90 | 190 | 3.000 | North Pier Roastery | Shelf B2 | Weighed out from the 1 kg bags
Filter Coffee Ground | pack | 26 | 6.40 | 220 | 10 | North Pier Roastery | Shelf B2
Earl Grey Tea | box | 30 | 3.60 | 510 | 8 | North Pier Roastery | Shelf B2
Peppermint Tea | box | 27 | 2.90 | 480 | 8 | North Pier Roastery | Shelf B2
Oat Drink | pack | 44 | 1.95 | 130 | 20 | Fairfield Foods | Shelf B1
'''),
    ('Dairy', '#9141ac', 'DAI', '''
Whole Milk 1 l | bottle | 38 | 1.35 | 7 | 20 | Green Valley Dairy | Fridge 1
Skimmed Milk 1 l | bottle | 16 | 1.25 | 6 | 10 | Green Valley Dairy | Fridge 1
Butter 250 g | pcs | 29 | 2.75 | 34 | 12 | Green Valley Dairy | Fridge 1
Natural Yogurt | jar | 34 | 1.10 | 14 | 16 | Green Valley Dairy | Fridge 1
Greek Yogurt | jar | 8 | 2.40 | 11 | 8 | Green Valley Dairy | Fridge 1
Double Cream | pcs | 13 | 1.85 | 9 | 6 | Green Valley Dairy | Fridge 1
Crème Fraîche | pcs | 7 | 1.60 | -2 | 6 | Green Valley Dairy | Fridge 1 | Check the delivery of last week
Mature Cheddar | kg | 4.350 | 16.80 | 75 | 2.000 | Hillside Creamery | Cheese counter
Alpine Cheese | kg | 6.120 | 24.50 | 90 | 2.500 | Hillside Creamery | Cheese counter
Goat Cheese | kg | 1.180 | 21.00 | 21 | 1.200 | Hillside Creamery | Cheese counter
Feta | pack | 22 | 2.95 | 58 | 8 | Hillside Creamery | Fridge 1
Mozzarella | pack | 25 | 1.45 | 17 | 12 | Hillside Creamery | Fridge 1
Parmesan | kg | 3.640 | 31.90 | 180 | 1.000 | Hillside Creamery | Cheese counter | Cut only on request
Free-Range Eggs | pcs | 180 | 0.38 | 19 | 90 | Brookside Farm | Shelf C1
Quark | jar | 14 | 1.30 | 8 | 8 | Green Valley Dairy | Fridge 1
'''),
    ('Fruit & Vegetables', '#26a269', 'FRU', '''
Apples Braeburn | kg | 42.500 | 2.80 | | 15.000 | Orchard Hill | Crate 1
Pears Conference | kg | 18.750 | 3.20 | | 8.000 | Orchard Hill | Crate 1
Bananas | kg | 16.400 | 2.10 | | 12.000 | Central Market | Crate 2
Oranges | kg | 21.900 | 2.60 | | 10.000 | Central Market | Crate 2
Lemons | pcs | 54 | 0.55 | | 20 | Central Market | Crate 2
Potatoes Waxy | kg | 86.000 | 1.40 | | 30.000 | Brookside Farm | Crate 4
Carrots | kg | 24.300 | 1.60 | | 10.000 | Brookside Farm | Crate 4
Onions | kg | 31.200 | 1.30 | | 10.000 | Brookside Farm | Crate 4
Garlic | pcs | 47 | 0.60 | | 15 | Brookside Farm | Crate 4
Tomatoes on the Vine | kg | 6.850 | 4.40 | | 8.000 | Central Market | Crate 3
Cucumbers | pcs | 19 | 1.10 | | 10 | Central Market | Crate 3
Iceberg Lettuce | pcs | 12 | 1.45 | 3 | 6 | Central Market | Fridge 3
Baby Spinach | pack | 9 | 2.30 | 4 | 6 | Central Market | Fridge 3
Mushrooms | kg | 3.400 | 7.50 | 4 | 2.000 | Brookside Farm | Fridge 3
Fresh Basil | pcs | 8 | 1.95 | | 4 | Brookside Farm | Counter 2 | Water every morning
'''),
    ('Pantry', '#c64600', 'PAN', '''
Plain Flour 1 kg | pack | 52 | 1.15 | 260 | 20 | Fairfield Foods | Shelf D1
Wholemeal Flour 1 kg | pack | 23 | 1.65 | 200 | 10 | Fairfield Foods | Shelf D1
Caster Sugar 1 kg | pack | 47 | 1.35 | | 15 | Fairfield Foods | Shelf D1
Basmati Rice | kg | 38.500 | 3.90 | 410 | 12.000 | Fairfield Foods | Bin 1 | Sold loose
Red Lentils | kg | 14.200 | 3.40 | 380 | 5.000 | Fairfield Foods | Bin 2 | Sold loose
Chickpeas | can | 61 | 0.95 | 640 | 24 | Fairfield Foods | Shelf D2
Chopped Tomatoes | can | 88 | 0.90 | 590 | 30 | Fairfield Foods | Shelf D2
Coconut Milk | can | 26 | 1.80 | 430 | 10 | Central Market | Shelf D2
Spaghetti 500 g | pack | 74 | 1.25 | 520 | 24 | Fairfield Foods | Shelf D3
Penne 500 g | pack | 18 | 1.25 | 515 | 24 | Fairfield Foods | Shelf D3
Olive Oil Extra Virgin | bottle | 32 | 8.90 | 300 | 10 | Vineyard Sonnberg | Shelf D4
Sunflower Oil | l | 24.50 | 3.20 | 270 | 10.00 | Fairfield Foods | Tap 1 | Filled into the customer’s own bottle
Honey, Wildflower | jar | 21 | 6.80 | 700 | 6 | Brookside Farm | Shelf D4
Strawberry Jam | jar | 29 | 3.70 | 350 | 8 | Orchard Hill | Shelf D4
Dijon Mustard | jar | 24 | 2.15 | -6 | 6 | Fairfield Foods | Shelf D4 | Goes back to the supplier
'''),
    ('Sweets & Snacks', '#dc8add', 'SWE', '''
Dark Chocolate 70 % | pcs | 63 | 2.60 | 280 | 20 | Cocoa & Sons | Shelf E1
Milk Chocolate | pcs | 71 | 2.20 | 240 | 20 | Cocoa & Sons | Shelf E1
Hazelnut Nougat | pcs | 34 | 2.90 | 25 | 10 | Cocoa & Sons | Shelf E1
Marzipan Loaf | pcs | 12 | 3.40 | 16 | 12 | Cocoa & Sons | Shelf E1
Fruit Gums | pack | 45 | 1.30 | 330 | 15 | Cocoa & Sons | Shelf E2
Liquorice Wheels | pack | 27 | 1.50 | 290 | 10 | Cocoa & Sons | Shelf E2
Shortbread | pack | 31 | 2.80 | 110 | 10 | Mill Lane Bakery | Shelf E2
Ginger Biscuits | pack | 4 | 2.30 | 95 | 8 | Mill Lane Bakery | Shelf E2
Salted Crisps | pack | 56 | 1.90 | 70 | 20 | Harbour Drinks | Shelf E3
Roasted Almonds | kg | 5.600 | 19.80 | 130 | 2.000 | Central Market | Bin 3 | Sold loose
Cashew Nuts | kg | 4.150 | 23.40 | 120 | 2.000 | Central Market | Bin 4 | Sold loose
Raisins | kg | 7.900 | 8.60 | 220 | 2.500 | Central Market | Bin 5 | Sold loose
Popcorn Maize | pack | 22 | 1.70 | 360 | 6 | Fairfield Foods | Shelf E3
Peppermints | pack | 39 | 0.95 | 450 | 12 | Cocoa & Sons | Till
Chewing Gum | pack | 48 | 1.20 | 400 | 20 | Cocoa & Sons | Till
'''),
    ('Household', '#1c9fb0', 'HOU', '''
Washing-up Liquid | bottle | 33 | 2.15 | | 10 | Cleanwell | Shelf F1
Laundry Powder 2 kg | box | 18 | 7.90 | | 6 | Cleanwell | Shelf F1
Bathroom Cleaner | bottle | 21 | 3.10 | | 8 | Cleanwell | Shelf F1
Hand Soap | pcs | 46 | 1.60 | | 15 | Cleanwell | Shelf F2
Toilet Paper 8 Rolls | pack | 7 | 4.80 | | 12 | Cleanwell | Shelf F3
Kitchen Roll | pack | 25 | 2.90 | | 10 | Cleanwell | Shelf F3
Bin Bags 35 l | pack | 38 | 1.85 | | 12 | Cleanwell | Shelf F3
Aluminium Foil | pcs | 19 | 2.40 | | 6 | Cleanwell | Shelf F4
Baking Paper | pcs | 24 | 2.05 | | 8 | Cleanwell | Shelf F4
Candles White | pack | 30 | 3.30 | | 10 | Cleanwell | Shelf F4
Matches | box | 84 | 0.40 | | 30 | Cleanwell | Till
Batteries AA | pack | 16 | 5.40 | 1460 | 10 | Brightcell | Till
Light Bulb LED 8 W | pcs | 13 | 4.90 | | 6 | Brightcell | Shelf F5
Sponge Cloths | pack | 27 | 1.95 | | 8 | Cleanwell | Shelf F2
Sun Cream SPF 30 | bottle | 9 | 8.70 | -19 | | Cleanwell | Shelf F2 | Left from the summer
'''),
    ('Stationery', '#77767b', 'STA', '''
Notebook A5 Ruled | pcs | 42 | 3.20 | | 12 | Paperworks | Shelf G1
Notebook A4 Squared | pcs | 28 | 4.10 | | 10 | Paperworks | Shelf G1
Ballpoint Pen Blue | pcs | 95 | 0.80 | | 40 | Paperworks | Shelf G2
Ballpoint Pen Black | pcs | 36 | 0.80 | | 40 | Paperworks | Shelf G2
Pencil HB | pcs | 110 | 0.50 | | 40 | Paperworks | Shelf G2
Eraser | pcs | 52 | 0.65 | | 15 | Paperworks | Shelf G2
Envelopes C6 | pack | 23 | 2.70 | | 8 | Paperworks | Shelf G3
Greeting Card Birthday | pcs | 64 | 2.50 | | 20 | Paperworks | Card stand
Greeting Card Get Well | pcs | 31 | 2.50 | | 12 | Paperworks | Card stand
Postcard Old Mill | pcs | 140 | 0.90 | | 50 | Paperworks | Card stand | Photograph by Ines Möller
Wrapping Paper | pcs | 26 | 1.95 | | 10 | Paperworks | Shelf G4
Gift Ribbon Red | m | 48.5 | 0.45 | | 20.0 | Paperworks | Shelf G4 | Cut from the roll
Sticky Tape | pcs | 34 | 1.40 | | 12 | Paperworks | Shelf G3
Glue Stick | pcs | 20 | 1.75 | 540 | 8 | Paperworks | Shelf G3
Stamps Domestic | pcs | 180 | 0.95 | | 100 | Post | Till
'''),
]

# What is weighed, cut or sold by the piece carries no barcode.
LOOSE = {'Bakery': 'Mill Lane Bakery', 'Fruit & Vegetables': None}


def ean13(number):
    """Returns a twelve-digit number with its check digit."""
    digits = [int(digit) for digit in f'{number:012d}']
    total = sum(digits[0::2]) + 3 * sum(digits[1::2])
    return f'{number:012d}{-total % 10}'


def has_barcode(category, unit, supplier):
    """Whether such a product comes with a barcode on its wrapping."""
    if unit in UNIT_DECIMALS:
        return False
    return category not in LOOSE or LOOSE[category] not in (None, supplier)


def rows():
    """Yields the rows in the order of the columns."""
    for index, (category, colour, prefix, table) in enumerate(CATEGORIES):
        for number, line in enumerate(table.strip().splitlines(), start=1):
            fields = [field.strip() for field in line.split('|')]
            name, unit, quantity, price, expiry, level, supplier, location = fields[:8]
            notes = fields[8] if len(fields) > 8 else ''
            barcode = ''
            if has_barcode(category, unit, supplier):
                barcode = ean13(200_000_000_000 + (index + 1) * 10_000_000 + number * 7919)
            yield [category, colour, name, f'{prefix}-{number:03d}', barcode, quantity, unit,
                   UNIT_DECIMALS.get(unit, 0), price, expiry, level, supplier, location, notes]


def main(path):
    """Writes the sample to a file."""
    with open(path, 'w', encoding='utf-8', newline='') as file:
        writer = csv.writer(file, lineterminator='\n')
        writer.writerow(COLUMNS)
        writer.writerows(rows())


if __name__ == '__main__':
    main(sys.argv[1])

import apps.core.fields.encrypted
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from apps.core.operations import NoOverlap


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('records', '0004_card_shows'),
    ]

    operations = [
        migrations.CreateModel(
            name='Payee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('name_th', models.CharField(max_length=200, verbose_name='name in Thai')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='name in English')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='code')),
            ],
            options={
                'verbose_name': 'payee',
                'verbose_name_plural': 'payees',
            },
        ),
        migrations.CreateModel(
            name='PaymentRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('reference', models.CharField(editable=False, max_length=12, unique=True, verbose_name='reference')),
                ('payer_name', models.CharField(max_length=200, verbose_name='payer')),
                ('payer_email', models.EmailField(blank=True, max_length=254, verbose_name="payer's e-mail address")),
                ('language', models.CharField(default='th', max_length=2, verbose_name='language')),
                ('purpose_kind', models.CharField(max_length=60)),
                ('purpose_key', models.CharField(blank=True, max_length=40)),
                ('title_th', models.CharField(max_length=200, verbose_name='what for, in Thai')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='what for, in English')),
                ('amount_satang', models.BigIntegerField(verbose_name='amount')),
                ('received_satang', models.BigIntegerField(default=0, verbose_name='received')),
                ('refunded_satang', models.BigIntegerField(default=0, verbose_name='to be refunded or refunded')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due')),
                ('state', models.CharField(choices=[('open', 'To be paid'), ('paid', 'Paid'), ('cancelled', 'Cancelled')], default='open', max_length=9, verbose_name='state')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='paid or cancelled')),
                ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='why it was cancelled')),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('payee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.payee', verbose_name='payee')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='records.person', verbose_name='person')),
            ],
            options={
                'verbose_name': 'payment asked for',
                'verbose_name_plural': 'payments asked for',
                'permissions': [('confirm_payments', 'Can confirm that money arrived, and refuse slips'), ('pay_refunds', 'Can pay money back')],
                'indexes': [models.Index(fields=['state', 'due_on', 'id'], name='payment_requests_by_state'), models.Index(fields=['account', 'state'], name='payment_requests_of_account'), models.Index(fields=['person', 'state'], name='payment_requests_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_satang__gt', 0), ('amount_satang__lte', 999999999999)), name='payment_request_asks_for_an_amount', violation_error_message='An amount is more than nothing and less than ten thousand million baht.'), models.CheckConstraint(condition=models.Q(models.Q(('received_satang__lt', models.F('amount_satang')), ('state', 'open')), models.Q(('received_satang__gte', models.F('amount_satang')), ('state', 'paid')), ('state', 'cancelled'), _connector='OR'), name='payment_request_is_paid_by_what_came'), models.CheckConstraint(condition=models.Q(('refunded_satang__gte', 0), ('refunded_satang__lte', models.F('received_satang'))), name='payment_request_refunds_what_came', violation_error_message='No more can be refunded than was received.'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='payment_request_settled_has_a_moment'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), models.Q(('cancel_reason', ''), _negated=True)), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancel_reason', '')), _connector='OR'), name='payment_request_cancelled_has_a_reason'), models.CheckConstraint(condition=models.Q(('payer_name', ''), _negated=True), name='payment_request_names_its_payer'), models.UniqueConstraint(models.F('purpose_kind'), models.F('purpose_key'), condition=models.Q(models.Q(('purpose_key', ''), _negated=True), models.Q(('state', 'cancelled'), _negated=True)), name='payment_request_is_one_for_a_thing', violation_error_message='A payment was asked for already for this.')],
            },
        ),
        migrations.CreateModel(
            name='Refund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('amount_satang', models.BigIntegerField(verbose_name='amount')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('destination', apps.core.fields.encrypted.EncryptedTextField(blank=True, default='', verbose_name='where to')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('paid_at', models.DateTimeField(blank=True, null=True, verbose_name='paid out')),
                ('bank_reference', models.CharField(blank=True, max_length=50, verbose_name="bank's reference")),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('paid_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='paid out by')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='refunds', to='payments.paymentrequest', verbose_name='payment asked for')),
            ],
            options={
                'verbose_name': 'refund',
                'verbose_name_plural': 'refunds',
                'indexes': [models.Index(condition=models.Q(('paid_at', None)), fields=['asked_at', 'id'], name='refunds_to_pay_out')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_satang__gt', 0)), name='refund_is_an_amount', violation_error_message='An amount is more than nothing.'), models.CheckConstraint(condition=models.Q(models.Q(('bank_reference', ''), ('paid_at__isnull', True)), models.Q(('paid_at__isnull', False), models.Q(('bank_reference', ''), _negated=True)), _connector='OR'), name='refund_paid_out_says_how', violation_error_message='Write by what the transfer is found on the statement.'), models.CheckConstraint(condition=models.Q(('paid_at__isnull', True), ('destination', ''), _connector='OR'), name='refund_paid_out_forgets_where_to'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='refund_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Slip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('picture', models.CharField(blank=True, max_length=80, verbose_name='picture')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('code', models.CharField(choices=[('read', "Read from the slip's QR code"), ('none', 'No QR code of a bank was found'), ('damaged', "The slip's QR code is damaged or was changed")], max_length=7, verbose_name='QR code on the slip')),
                ('bank', models.CharField(blank=True, max_length=3, verbose_name='sending bank')),
                ('bank_reference', models.CharField(blank=True, max_length=50, verbose_name="bank's reference")),
                ('state', models.CharField(choices=[('waiting', 'Waits for the office'), ('confirmed', 'Confirmed'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], default='waiting', max_length=9, verbose_name='state')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='sent')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slips', to='payments.paymentrequest', verbose_name='payment asked for')),
            ],
            options={
                'verbose_name': 'slip',
                'verbose_name_plural': 'slips',
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['sent_at', 'id'], name='slips_waiting')],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Upper('bank_reference'), condition=models.Q(('state__in', ['waiting', 'confirmed']), models.Q(('bank_reference', ''), _negated=True)), name='slip_of_a_transfer_counts_once', violation_error_message='A slip of this transfer was sent in already, so it cannot be taken a second time. If that was not you, write to the office.'), models.UniqueConstraint(models.F('digest'), condition=models.Q(('state__in', ['waiting', 'confirmed'])), name='slip_picture_counts_once', violation_error_message='This picture was sent in already, so it cannot be taken a second time. If that was not you, write to the office.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='slip_decided_has_a_moment'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='slip_refused_has_a_reason', violation_error_message='Write why; the payer reads it.'), models.CheckConstraint(condition=models.Q(models.Q(('code', 'read'), _negated=True), models.Q(('bank_reference', ''), _negated=True), _connector='OR'), name='slip_code_read_has_a_reference')],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('way', models.CharField(choices=[('transfer', 'Transfer'), ('cash', 'Cash at the counter')], default='transfer', max_length=8, verbose_name='way')),
                ('amount_satang', models.BigIntegerField(verbose_name='amount')),
                ('bank_reference', models.CharField(blank=True, max_length=50, verbose_name="bank's reference")),
                ('arrived_on', models.DateField(verbose_name='arrived')),
                ('confirmed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='confirmed')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('withdraw_reason', models.CharField(blank=True, max_length=300, verbose_name='why it was withdrawn')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawn by')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='payments', to='payments.paymentrequest', verbose_name='payment asked for')),
                ('slip', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='payments', to='payments.slip', verbose_name='slip')),
            ],
            options={
                'verbose_name': 'payment',
                'verbose_name_plural': 'payments',
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Upper('bank_reference'), condition=models.Q(('withdrawn_at', None), models.Q(('bank_reference', ''), _negated=True)), name='payment_of_a_transfer_counts_once', violation_error_message="A transfer with this bank's reference has paid already."), models.UniqueConstraint(models.F('slip'), condition=models.Q(('slip__isnull', False), ('withdrawn_at', None)), name='payment_of_a_slip_counts_once', violation_error_message='This slip has paid already.'), models.CheckConstraint(condition=models.Q(('amount_satang__gt', 0)), name='payment_is_an_amount', violation_error_message='An amount is more than nothing.'), models.CheckConstraint(condition=models.Q(models.Q(('way', 'transfer'), _negated=True), models.Q(('bank_reference', ''), _negated=True), _connector='OR'), name='payment_by_transfer_has_a_reference', violation_error_message="A transfer needs the bank's reference."), models.CheckConstraint(condition=models.Q(models.Q(('withdraw_reason', ''), ('withdrawn_at__isnull', True)), models.Q(('withdrawn_at__isnull', False), models.Q(('withdraw_reason', ''), _negated=True)), _connector='OR'), name='payment_withdrawn_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(choices=[('biller', 'Biller ID (bill payment)'), ('id', 'Tax number or national id'), ('phone', 'Mobile number'), ('e_wallet', 'E-wallet')], max_length=8, verbose_name='kind of number')),
                ('number', models.CharField(help_text='A biller ID has 15 digits: the tax number and two more that the bank gives.', max_length=20, verbose_name='PromptPay number')),
                ('bank_name_th', models.CharField(blank=True, max_length=100, verbose_name='bank in Thai')),
                ('bank_name_en', models.CharField(blank=True, max_length=100, verbose_name='bank in English')),
                ('bank_account', models.CharField(blank=True, max_length=30, verbose_name='number of the bank account')),
                ('holder_th', models.CharField(max_length=200, verbose_name='name of the account')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='until')),
                ('payee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='payments.payee', verbose_name='payee')),
            ],
            options={
                'verbose_name': 'account',
                'verbose_name_plural': 'accounts of payees',
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_from__lte', models.F('valid_to')), _connector='OR'), name='payee_account_ends_after_it_begins', violation_error_message='The end comes before the beginning.')],
            },
        ),
        NoOverlap("account", "payee_accounts_do_not_overlap", owner="payee", start="valid_from", end="valid_to"),
    ]
